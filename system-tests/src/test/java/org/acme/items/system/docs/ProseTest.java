package org.acme.items.system.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents speak of the project, not of who wrote them where. */
class ProseTest {
  private static final Map<Pattern, String> UNWANTED =
      Map.of(
          Pattern.compile("(?<![\\w&/#])#\\d+\\b|\\b[Ii]ssues? \\d+"), "no numbers of issues",
          Pattern.compile(
                  "(?<![\\w.])/(home|root|Users|work|workspace|mnt)/\\S*|\\b[A-Z]:\\\\\\S*"),
              "no paths of a machine",
          Pattern.compile("\\b(TODO|FIXME|TBD|XXX)\\b"), "nothing that is to be done");

  @Test
  void documentsSpeakOfTheProjectAlone() {
    Finding.requireNone(
        Markdown.all(Tree.ofCheckout()).stream().flatMap(ProseTest::findings).toList());
  }

  @Test
  void whatIsOfAMachineOrATrackerIsFound() {
    String text = "See #12 and issue 7.\n\n`/home/me/items` and `/q/metrics`, TODO\n";

    List<Finding> findings = findings(Markdown.parse("planted.md", text)).toList();

    assertThat(findings)
        .extracting(finding -> finding.at() + " " + finding.found())
        .containsExactlyInAnyOrder(
            "planted.md:1 #12",
            "planted.md:1 issue 7",
            "planted.md:3 /home/me/items`",
            "planted.md:3 TODO");
  }

  private static Stream<Finding> findings(Markdown document) {
    List<String> lines = document.source().lines().toList();
    return IntStream.range(0, lines.size())
        .boxed()
        .flatMap(i ->
            UNWANTED.entrySet().stream()
                .flatMap(unwanted ->
                    unwanted
                        .getKey()
                        .matcher(lines.get(i))
                        .results()
                        .map(found ->
                            new Finding(
                                document.name() + ":" + (i + 1),
                                found.group(),
                                unwanted.getValue()))));
  }
}
