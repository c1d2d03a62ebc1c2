package org.acme.items.system.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.acme.items.system.docs.Markdown.Piece;
import org.junit.jupiter.api.Test;

/**
 * Files and folders that documents name exist. A name may be the end of a path, and have {@code
 * <placeholders>}, {@code *} and {@code …} in it.
 */
class FileNamesTest {
  private static final Tree TREE = Tree.ofCheckout();

  /** What has one of these at its end is a file. */
  private static final Pattern FILE =
      Pattern.compile(
          "[\\w./<>*…-]*[\\w>*]\\.(md|java|yaml|yml|json|xml|html|css|js|py|svg|png|properties|txt|toml)");

  /** Or what has folders in it; not paths of HTTP or of containers, which begin with one. */
  private static final Pattern PATH =
      Pattern.compile("[\\w.<>*…-][\\w.<>*…-]*(/[\\w.<>*…-]+)+/?|[\\w.-]+/");

  private static final Pattern BUILT = Pattern.compile("(^|.*/)(target|\\.dev|cdk\\.out)(/.*|$)");

  /** Made by whom; that one names it, which is looked for. */
  private static final Map<String, String> MADE =
      Map.ofEntries(
          Map.entry(
              "report.html",
              "load-tester/src/main/java/org/acme/items/loadtest/report/ReportFiles.java"),
          Map.entry(
              "result.json",
              "load-tester/src/main/java/org/acme/items/loadtest/report/ReportFiles.java"),
          Map.entry(
              "junit.xml",
              "load-tester/src/main/java/org/acme/items/loadtest/report/ReportFiles.java"),
          Map.entry("sbom.json", "scripts/delivery/sbom"),
          Map.entry("image.json", "scripts/delivery/image"),
          Map.entry(
              "exported.json", "dev-tools/src/main/java/org/acme/items/dev/BuildspecCommand.java"),
          Map.entry("diff.txt", "scripts/delivery/synth"),
          Map.entry("templates/<stage>.template.json", "scripts/delivery/templates"));

  /** Not of this repository, and what it is. */
  private static final Map<String, String> OTHER =
      Map.ofEntries(
          Map.entry("my.yaml", "a scenario of the reader's"),
          Map.entry("owner/name", "the form of a repository's name"),
          Map.entry("load-report/1", "a version of a schema"),
          Map.entry("application/problem+json", "a media type"),
          Map.entry("Etc/UTC", "a time zone"),
          Map.entry("HTTP/3.0", "a version of a protocol"),
          Map.entry("HTPP/1.1", "the same, mistyped on purpose"));

  @Test
  void everyFileThatIsNamedIsThere() {
    Finding.requireNone(Markdown.all(TREE).stream().flatMap(FileNamesTest::findings).toList());
  }

  @Test
  void whatIsMadeIsNamedByItsMaker() {
    MADE.forEach((name, maker) -> assertThat(TREE.read(maker)).as(maker).contains(lastPart(name)));
  }

  @Test
  void unknownFilesAreFound() {
    String text =
        "`docs/lod.md` `docs/load.md` `infra/config/<stage>.yaml` `infra/confg/` `Item*Test.java`"
            + " `a.py`";

    List<Finding> findings = findings(Markdown.parse("planted.md", text)).toList();

    assertThat(findings)
        .extracting(Finding::found)
        .containsExactly("docs/lod.md", "infra/confg/", "a.py");
  }

  private static Stream<Finding> findings(Markdown document) {
    return document.codes().stream()
        .filter(code -> isName(code.text()) && !exists(code.text()))
        .map(FileNamesTest::finding);
  }

  private static Finding finding(Piece code) {
    return new Finding(
        code.at(), code.text(), "a file or folder of the repository, or what FileNamesTest lists");
  }

  private static boolean isName(String text) {
    return !OTHER.containsKey(text)
        && !text.matches("\\d+(\\.\\d+)*/\\d+|.*\\.(amazonaws\\.com|ecr\\.aws)/.*")
        && (isFile(text) || PATH.matcher(text).matches());
  }

  /** By its extension; what is none may be a key. */
  static boolean isFile(String text) {
    return FILE.matcher(text).matches();
  }

  private static boolean exists(String name) {
    if (BUILT.matcher(name).matches() || MADE.containsKey(name)) {
      return true;
    }
    Pattern path =
        Pattern.compile(
            "(.*/)?"
                + Stream.of(name.replaceAll("^\\./|/$", "").split("(?<=>|\\*|…)|(?=<|\\*|…)"))
                    .map(FileNamesTest::expression)
                    .reduce("", String::concat));
    return Stream.concat(TREE.files().stream(), TREE.folders().stream())
        .anyMatch(path.asMatchPredicate());
  }

  private static String expression(String part) {
    if (part.startsWith("<") || part.equals("*")) {
      return "[^/]*";
    }
    return part.equals("…") ? ".*" : Pattern.quote(part);
  }

  private static String lastPart(String name) {
    return name.replaceAll(".*[/>]", "");
  }
}
