package org.acme.items.infra;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DiagramTest {
  @Test
  void diagramShowsWhatIsInTheTemplates() throws IOException {
    Generated.requireCurrent(
        Path.of("../docs/architecture.md"),
        "diagram of prod",
        new Diagram(Synth.of("prod")).mermaid());
  }

  @Test
  void diagramOfTheCheapStageShowsWhatItLeavesOut() throws IOException {
    Generated.requireCurrent(
        Path.of("../docs/architecture.md"),
        "diagram of demo",
        new Diagram(Synth.of("demo")).mermaid());
  }
}
