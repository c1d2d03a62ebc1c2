package org.acme.items.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void thatIsToldBeforeAnythingIsMeasured(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("performance.md"), "text");

    assertThatExceptionOfType(BenchException.class)
        .isThrownBy(() -> new Document(file).check("warm"))
        .withMessageContaining("<!-- bench warm -->");
    assertThat(file).hasContent("text");
  }
}
