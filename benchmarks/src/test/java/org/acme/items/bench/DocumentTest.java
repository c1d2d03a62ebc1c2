package org.acme.items.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
}
