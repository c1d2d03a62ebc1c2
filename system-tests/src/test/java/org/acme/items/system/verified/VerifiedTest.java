package org.acme.items.system.verified;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code docs/verified.md} says by what each claim is held; what it names is there, and nothing is
 * left out. That a test shows what its row says is for people to read.
 */
class VerifiedTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path DOCUMENT = ROOT.resolve("docs/verified.md");
  private static final Evidence EVIDENCE = new Evidence(ROOT);
  private static final Pattern LINK = Pattern.compile("\\(docs/verified\\.md#([a-z-]+)\\)");

  /** The closed list; a row of another kind would say nothing that a reader knows. */
  private static final List<String> KINDS =
      List.of("unit", "service", "containers", "simulated", "template", "by hand", "not run");

  /** Where nobody may take the result for more than it is. */
  private static final Set<String> NEVER_ALL =
      Set.of("simulated", "template", "by hand", "not run");

  /** Of this repository. Services that somebody adds are theirs: nothing is claimed of them. */
  private static final Set<String> MODULES =
      Set.of(
          "backend-service",
          "benchmarks",
          "dev-tools",
          "frontend-service",
          "infra",
          "load-tester",
          "system-tests");

  /** The step that says that it is over. */
  private static final String LAST_STEP = "Done";

  private static final VerifiedTable TABLE = table();

  private static VerifiedTable table() {
    try {
      return VerifiedTable.read(DOCUMENT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<VerifiedTable.Row> rows() {
    return TABLE.rows().stream();
  }

  @Test
  void kindsAreExplained() {
    assertThat(TABLE.kinds()).isEqualTo(KINDS);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void rowIsOfKnownKinds(VerifiedTable.Row row) {
    assertThat(row.how()).isNotEmpty().doesNotHaveDuplicates().isSubsetOf(KINDS);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everythingThatARowNamesIsThere(VerifiedTable.Row row) throws IOException {
    for (String name : row.names()) {
      assertThat(EVIDENCE.exists(name)).as("%s is there", name).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void rowNamesWhatItsKindsNeed(VerifiedTable.Row row) throws IOException {
    for (String kind : row.how()) {
      assertThat(names(kind, row)).as("%s by %s", kind, row.names()).isTrue();
    }
  }

  private static boolean names(String kind, VerifiedTable.Row row) throws IOException {
    List<String> names = row.names();
    return switch (kind) {
      case "not run" -> names.isEmpty() && row.how().size() == 1;
      case "by hand" -> names.stream().anyMatch(Evidence::isByHand);
      case "containers" ->
          names.stream().anyMatch(name -> Evidence.isCi(name) || name.startsWith("./dev drill "));
      case "template" ->
          names.stream().anyMatch(Evidence::isCi)
              || names.stream().anyMatch(VerifiedTest::isOfInfra);
      default -> !names.isEmpty();
    };
  }

  private static boolean isOfInfra(String name) {
    try {
      return EVIDENCE.modulesOf(name).contains("infra");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void rowThatDoesNotRunTheRealThingSaysWhatItDoesNotShow(VerifiedTable.Row row) {
    if (row.how().stream().anyMatch(NEVER_ALL::contains)) {
      assertThat(row.notShown()).isNotEmpty();
    }
  }

  @Test
  void everyClaimOfTheReadmeLeadsToRowsAndEveryGroupIsClaimed() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    Set<String> groups =
        rows().map(VerifiedTable.Row::group).collect(Collectors.toCollection(TreeSet::new));

    assertThat(matches(LINK, readme)).isEqualTo(groups);
    assertThat(claims(readme))
        .isNotEmpty()
        .allSatisfy(claim -> assertThat(LINK.matcher(claim).find()).isTrue());
  }

  /** Rows of the table below "What it does". */
  private static List<String> claims(String readme) {
    String section =
        readme.replaceFirst("(?s)^.*?\n## What it does", "").replaceFirst("(?s)\n## .*$", "");
    return section
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| | |"))
        .toList();
  }

  @Test
  void everyIntegrationTestIsInARow() throws IOException {
    assertThat(tests().map(Evidence::name).filter(name -> name.endsWith("IT"))).isSubsetOf(named());
  }

  @Test
  void everyPackageOfTestsIsInARow() throws IOException {
    Set<String> named = named();

    assertThat(
            tests()
                .filter(test -> named.contains(Evidence.name(test)))
                .map(Path::getParent)
                .distinct())
        .containsExactlyInAnyOrderElementsOf(tests().map(Path::getParent).distinct().toList());
  }

  private static Stream<Path> tests() throws IOException {
    return EVIDENCE.tests().stream().filter(test -> MODULES.contains(test.getName(0).toString()));
  }

  @Test
  void everyDrillIsInARow() throws IOException {
    assertThat(EVIDENCE.drills().stream().map(drill -> "./dev drill " + drill)).isSubsetOf(named());
  }

  @Test
  void everyStepOfCiIsInARow() throws IOException {
    assertThat(
            EVIDENCE.steps().stream()
                .filter(step -> !step.equals(LAST_STEP))
                .map(step -> ".ci/run: " + step))
        .isSubsetOf(named());
  }

  @Test
  void countsAreThoseOfTheTables() throws IOException {
    String counts =
        KINDS.stream()
            .map(kind ->
                "%d %s".formatted(rows().filter(row -> row.how().contains(kind)).count(), kind))
            .collect(Collectors.joining(", "));

    assertThat(between("<!-- counts -->\n", "\n<!-- /counts -->", Files.readString(DOCUMENT)))
        .isEqualTo(
            "%d capabilities, some in several ways: %s.".formatted(TABLE.rows().size(), counts));
  }

  private static String between(String begin, String end, String text) {
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf(end, from));
  }

  private static Set<String> named() {
    return rows().flatMap(row -> row.names().stream()).collect(Collectors.toSet());
  }

  private static Set<String> matches(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
