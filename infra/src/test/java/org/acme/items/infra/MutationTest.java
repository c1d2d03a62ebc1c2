package org.acme.items.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.acme.items.infra.config.ConfigLoader;
import org.acme.items.infra.config.Keys;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every key does something: {@code mutations.yaml} has a change of each, and each changes what is
 * deployed. A key that is new has to be added there.
 */
class MutationTest {
  private static final Path CASES = Path.of("src/test/resources/mutations.yaml");

  @TempDir private static Path unchanged;
  @TempDir private Path root;
  private static Map<String, String> before = Map.of();

  /**
   * A change of one key.
   *
   * @param given changes that make the key count, made before as well
   */
  record Mutation(String key, List<Checkout.Change> given, Checkout.Change change) {
    @Override
    public String toString() {
      return key;
    }
  }

  static Stream<Mutation> mutations() throws IOException {
    return Yaml.maps(Yaml.map(CASES), "mutations").stream()
        .map(entry ->
            new Mutation(
                String.valueOf(entry.get("key")),
                Yaml.changes(Map.of("changes", Yaml.maps(entry, "given"))),
                Yaml.changes(Map.of("changes", List.of(entry))).getFirst()));
  }

  @BeforeAll
  static void synthesiseUnchanged() throws IOException {
    before = Synth.of(Checkout.in(unchanged).root(), "full").files();
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void keyChangesWhatIsDeployed(Mutation mutation) throws IOException {
    Checkout checkout = Checkout.in(root).with(mutation.given());
    if (mutation.change().file().equals("infra/delivery.yaml")) {
      Map<String, JsonNode> base = Synth.of(ConfigLoader.delivery(root));
      checkout.with(List.of(mutation.change()));
      assertThat(Synth.of(ConfigLoader.delivery(root))).isNotEqualTo(base);
      return;
    }
    Map<String, String> base =
        mutation.given().isEmpty() ? before : Synth.of(checkout.root(), "full").files();

    checkout.with(List.of(mutation.change()));

    assertThat(Synth.of(checkout.root(), "full").files()).isNotEqualTo(base);
  }

  @Test
  void everyKeyHasAMutationOrAReasonForNone() throws IOException {
    TreeSet<String> listed = new TreeSet<>(mutations().map(Mutation::key).toList());
    Map<String, Object> exceptions = Yaml.map(CASES);
    Yaml.maps(exceptions, "exceptions")
        .forEach(exception -> {
          assertThat(String.valueOf(exception.get("reason")).length()).isGreaterThan(20);
          listed.add(String.valueOf(exception.get("key")));
        });

    assertThat(listed).isEqualTo(new TreeSet<>(Keys.all()));
  }

  @Test
  void unchangedCheckoutIsTheSameAgain() throws IOException {
    assertThat(Synth.of(Checkout.in(root).root(), "full").files()).isEqualTo(before);
    assertThat(Files.exists(root.resolve("infra/cdk.json"))).isTrue();
  }
}
