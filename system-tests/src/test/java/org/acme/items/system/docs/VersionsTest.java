package org.acme.items.system.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.acme.items.system.docs.Markdown.Piece;
import org.junit.jupiter.api.Test;

/** Versions that documents name are those of the build. */
class VersionsTest {
  private static final Tree TREE = Tree.ofCheckout();

  /** A product, and its version with at least a dot, or one of those below with any. */
  private static final Pattern MENTION =
      Pattern.compile(
          "\\b([A-Z][A-Za-z]+(?: Local)?) (\\d+\\.\\d+(?:\\.\\d+)*|\\d+)((?: (?:or|and)"
              + " \\d+)*)(?![\\w.]*[\\w%])");

  /** Where versions stand, as a pattern with a group. */
  private static final Map<String, List<Place>> PLACES =
      Map.ofEntries(
          Map.entry("Java", List.of(pom("maven.compiler.release"))),
          Map.entry("JDK", List.of(pom("maven.compiler.release"))),
          Map.entry("Temurin", List.of(pom("maven.compiler.release"))),
          Map.entry("Quarkus", List.of(pom("quarkus.version"))),
          Map.entry("CDK", List.of(pom("aws-cdk.version"))),
          Map.entry("Playwright", List.of(pom("playwright.version"))),
          Map.entry(
              "Maven",
              List.of(new Place("pom.xml", "requireMavenVersion>\\s*<version>\\[([\\d.]+),"))),
          Map.entry(
              "DynamoDB Local",
              List.of(
                  pom("dynamodb-local.version"),
                  new Place("docker-compose.yml", "aws-dynamodb-local:([\\d.]+)"))),
          Map.entry("HAProxy", List.of(new Place(".ci/run", "haproxy:([\\d.]+)"))),
          Map.entry(
              "Node",
              List.of(
                  new Place("scripts/doctor", "the CDK supports (\\d+) and \\d+"),
                  new Place("scripts/doctor", "the CDK supports \\d+ and (\\d+)"),
                  new Place("infra/package.json", "\"node\": \">=(\\d+)\""))));

  /** What no file of the repository decides; why it is named. */
  private static final Map<String, String> FACTS =
      Map.of(
          "Bash", "the oldest that scripts have to run on, that of macOS",
          "Docker", "of the machine of a measurement",
          "Linux", "of the machine of a measurement",
          "Debian", "where something was tried",
          "WCAG", "a standard");

  private record Place(String file, String pattern) {
    List<String> versions() {
      List<String> found =
          Pattern.compile(pattern)
              .matcher(TREE.read(file))
              .results()
              .map(version -> version.group(1))
              .toList();
      assertThat(found).as("%s, %s", file, pattern).isNotEmpty();
      return found;
    }
  }

  private static Place pom(String property) {
    return new Place("pom.xml", "<%s>([^<]+)<".formatted(Pattern.quote(property)));
  }

  @Test
  void everyVersionIsThatOfTheBuild() {
    Finding.requireNone(Markdown.all(TREE).stream().flatMap(VersionsTest::findings).toList());
  }

  @Test
  void otherVersionsAreFound() {
    String text =
        "Java 25 and Quarkus 3.31, renamed in Quarkus 3.9. Node 22 or 23. Kafka 4.0 on Debian 12."
            + " At 20 %.";

    List<Finding> findings = findings(Markdown.parse("planted.md", text)).toList();

    assertThat(findings)
        .extracting(Finding::found)
        .containsExactly("Quarkus 3.31", "Node 23", "Kafka 4.0");
  }

  private static Stream<Finding> findings(Markdown document) {
    return document.texts().stream()
        .flatMap(piece ->
            MENTION
                .matcher(piece.text())
                .results()
                // When something was renamed stays true.
                .filter(
                    mention -> !piece.text().substring(0, mention.start()).endsWith("renamed in "))
                .flatMap(mention -> findings(piece, mention)));
  }

  private static Stream<Finding> findings(Piece piece, MatchResult mention) {
    return Stream.concat(
            Stream.of(mention.group(2)),
            Pattern.compile("\\d+").matcher(mention.group(3)).results().map(MatchResult::group))
        .flatMap(version -> finding(piece, mention.group(1), version).stream());
  }

  private static Optional<Finding> finding(Piece piece, String product, String version) {
    List<Place> places = PLACES.getOrDefault(product, List.of());
    if (places.isEmpty()) {
      return FACTS.containsKey(product) || !version.contains(".")
          ? Optional.empty()
          : Optional.of(
              new Finding(
                  piece.at(),
                  product + " " + version,
                  "products that VersionsTest knows the place of"));
    }
    List<String> actual = places.stream().flatMap(place -> place.versions().stream()).toList();
    return actual.stream().anyMatch(each -> agree(each, version))
        ? Optional.empty()
        : Optional.of(new Finding(piece.at(), product + " " + version, String.join(", ", actual)));
  }

  /** Whether one says the same as the other, perhaps with more digits. */
  private static boolean agree(String one, String other) {
    return (one + ".").startsWith(other + ".") || (other + ".").startsWith(one + ".");
  }
}
