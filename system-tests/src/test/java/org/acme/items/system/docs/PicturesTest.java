package org.acme.items.system.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.acme.items.system.docs.Markdown.Block;
import org.junit.jupiter.api.Test;

/**
 * Every picture and every diagram is made by a command, which a test compares with it; or it is
 * listed here with the reason why not.
 */
class PicturesTest {
  private static final Tree TREE = Tree.ofCheckout();
  private static final String IMAGES = "docs/images/";

  /** Diagrams of measurements: another measurement gives other numbers, and writes them itself. */
  private static final Map<String, String> MEASURED =
      Map.of(
          "bench speed", "./dev bench speed --update",
          "bench start", "./dev bench start --update",
          "bench warm", "./dev bench warm --update");

  /** Taken by hand, and why. */
  private static final Map<String, String> TAKEN_BY_HAND =
      Map.of("load-report.png", "shows a measurement, and no two are alike");

  /** Drawn by hand; the names in them have to exist. */
  private static final List<String> BY_HAND = List.of("README.md");

  private static final Pattern NAME = Pattern.compile("\\b[a-z]+(?:[-.][a-z]+)+\\b");

  @Test
  void everyPictureIsMadeAndComparedByATest() {
    Finding.requireNone(
        TREE.files().stream()
            .filter(file -> file.startsWith(IMAGES))
            .filter(file -> !isCompared(file.substring(IMAGES.length())))
            .filter(file -> !TAKEN_BY_HAND.containsKey(file.substring(IMAGES.length())))
            .map(file ->
                new Finding(
                    file,
                    "a picture that no test makes",
                    "those of Picture.check and Generated.requireCurrent"))
            .toList());
  }

  @Test
  void everyPictureIsShown() {
    List<String> shown =
        Markdown.all(TREE).stream()
            .flatMap(document -> document.references().stream())
            .map(image -> image.target().replaceFirst(".*/", ""))
            .toList();

    Finding.requireNone(
        TREE.files().stream()
            .filter(file -> file.startsWith(IMAGES))
            .filter(file -> !shown.contains(file.substring(IMAGES.length())))
            .map(file -> new Finding(file, "a picture that no document shows", "others"))
            .toList());
  }

  @Test
  void screenshotsAreComparedByCi() {
    assertThat(TREE.read(".ci/run")).contains("./mvnw -B -ntp verify", "-Dscreenshots=compare");
  }

  @Test
  void everyDiagramIsGeneratedOrNamesWhatThereIs() {
    Finding.requireNone(
        Markdown.all(TREE).stream()
            .flatMap(document ->
                document.blocks().stream().flatMap(block -> finding(document, block).stream()))
            .toList());
  }

  @Test
  void otherDiagramsAndPicturesAreFound() {
    Markdown other = Markdown.parse("other.md", "```mermaid\nflowchart LR\n```\n");
    Markdown byHand =
        Markdown.parse(
            "README.md", "```mermaid\na[backend-servce] --> b[backend.items.internal]\n```\n");

    assertThat(finding(other, other.blocks().getFirst())).isPresent();
    assertThat(finding(byHand, byHand.blocks().getFirst()).map(Finding::found))
        .contains("backend-servce");
    assertThat(isCompared("list.png")).isTrue();
    assertThat(isCompared("lists.png")).isFalse();
  }

  private static boolean isCompared(String name) {
    Pattern comparison =
        Pattern.compile("(Picture\\.check|requireCurrent)\\([^;]*\\b" + Pattern.quote(name) + "\"");
    return sources().anyMatch(text -> comparison.matcher(text).find());
  }

  private static Stream<String> sources() {
    return TREE
        .sources("src/test/java/(?!org/acme/items/system/docs/).*\\.java$")
        .values()
        .stream();
  }

  private static Optional<Finding> finding(Markdown document, Block block) {
    if (!block.language().equals("mermaid")) {
      return Optional.empty();
    }
    Optional<String> mark = mark(document, block);
    if (mark.isPresent()) {
      String name = mark.orElseThrow();
      boolean written =
          MEASURED.containsKey(name)
              || sources()
                  .anyMatch(text ->
                      text.contains("requireCurrent(") && text.contains("\"" + name + "\""));
      return written
          ? Optional.empty()
          : Optional.of(
              new Finding(block.at(0), "<!-- " + name + " -->", "marks that a test writes"));
    }
    if (!BY_HAND.contains(document.name())) {
      return Optional.of(
          new Finding(
              block.at(0),
              "a diagram that nothing makes",
              "generated ones, or those in PicturesTest"));
    }
    String compose = TREE.read("docker-compose.yml");
    return NAME.matcher(block.text())
        .results()
        .map(name -> name.group())
        .filter(name -> !TREE.folders().contains(name) && !compose.contains(name))
        .findFirst()
        .map(name -> new Finding(block.at(0), name, "folders, and names in docker-compose.yml"));
  }

  /** The name of the marks that a block stands between. */
  private static Optional<String> mark(Markdown document, Block block) {
    List<String> lines = document.source().lines().toList();
    String before = String.join("\n", lines.subList(0, block.line() - 1));
    Matcher marks = Pattern.compile("<!-- (/?)([^/>:][^>:]*) -->").matcher(before);
    Optional<String> open = Optional.empty();
    while (marks.find()) {
      open = marks.group(1).isEmpty() ? Optional.of(marks.group(2)) : Optional.empty();
    }
    return open;
  }
}
