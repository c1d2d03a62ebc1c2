package org.acme.items.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentTest {
  @Test
  void onlyWhatIsBetweenTheMarksIsReplaced() {
    String document = "before\n<!-- bench speed -->\nold\n<!-- /bench speed -->\nafter\n";

    assertThat(Document.replaced(document, "speed", "new\n"))
        .isEqualTo("before\n<!-- bench speed -->\nnew\n<!-- /bench speed -->\nafter\n");
  }

  @Test
  void aDocumentWithoutItsMarksIsRefused() {
    assertThatExceptionOfType(BenchException.class)
        .isThrownBy(() -> Document.replaced("text", "speed", "new"))
        .withMessageContaining("<!-- bench speed -->");
  }

  @Test
  void samplesAreShownWithTheirSpread() {
    assertThat(new Samples(List.of(3.0, 1.0, 2.0, 10.0)).text(1)).isEqualTo("2.5 (1.0–10.0)");
    assertThat(new Samples(List.of(3.0, 1.0, 2.0)).text(0)).isEqualTo("2 (1–3)");
  }
}
