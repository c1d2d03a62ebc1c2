package org.acme.items.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each file in {@code broken} says what is changed in a good configuration and what is told then.
 */
class BrokenConfigTest {
  private static final Path CASES = Path.of("src/test/resources/broken");

  @TempDir private Path root;

  static Stream<String> cases() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyMistakeIsToldWithItsPlaceAndNothingIsMade(String name) throws IOException {
    Map<String, Object> broken = Yaml.map(CASES.resolve(name));
    Checkout.in(root).with(Yaml.changes(broken));
    ByteArrayOutputStream told = new ByteArrayOutputStream();

    int exit =
        InfraApp.run(
            root,
            new String[] {root.toString(), String.valueOf(broken.getOrDefault("stage", "full"))},
            new PrintStream(told, true, UTF_8));

    assertThat(told.toString(UTF_8).lines()).containsExactlyElementsOf(Yaml.texts(broken, "told"));
    assertThat(exit).isEqualTo(2);
    assertThat(root.resolve("infra/cdk.out")).doesNotExist();
  }

  @Test
  void thereAreAtLeastTwentyCases() throws IOException {
    assertThat(cases()).hasSizeGreaterThanOrEqualTo(20);
  }
}
