package org.acme.items.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The document around the table stays, and what is red is seen. */
class ReliabilityTableTest {
  private static final String DOCUMENT =
      """
      before
      <!-- results of drills -->
      an old table
      <!-- /results of drills -->
      after
      """;

  @Test
  void tableIsReplacedAndNothingElse() {
    String text = ReliabilityTable.replaceTable(DOCUMENT, List.of(result(List.of())));

    assertThat(text)
        .startsWith("before\n")
        .endsWith("<!-- /results of drills -->\nafter\n")
        .contains(
            "| `roll` | 1 page/s, seed 7 | 100 | 0 | 0 | 40 | 0 | 0 |  | 12.5 s | 30.0 s | fine |")
        .contains("2026-11-20, 2 processors.")
        .doesNotContain("an old table", "**red**");
  }

  @Test
  void drillThatIsRedSaysSo() {
    String text = ReliabilityTable.replaceTable(DOCUMENT, List.of(result(List.of("no answer"))));

    assertThat(text).contains("| `roll` **red** |", "| expected: no answer |");
  }

  @Test
  void documentWithoutMarksIsRefused() {
    assertThatThrownBy(() -> ReliabilityTable.replaceTable("text", List.of()))
        .hasMessageContaining("marks");
  }

  private static DrillResult result(List<String> unmet) {
    return new DrillResult(
        "roll",
        "2026-11-20T10:15:30Z",
        "2 processors",
        "1 page/s",
        7,
        100,
        0,
        0,
        40,
        0,
        0,
        null,
        12.5,
        30.0,
        "fine",
        unmet);
  }
}
