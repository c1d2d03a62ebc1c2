package org.acme.items.system.labs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabDocumentTest {
  @Test
  void commandsAreThoseOfTheirSection() {
    LabDocument lab =
        LabDocument.of(
            3,
            List.of(
                "# Lab 3",
                "```sh",
                "elsewhere",
                "```",
                "## Steps",
                "1. First:",
                "   ```sh",
                "   cat <<'EOF'",
                "     indented",
                "",
                "   ## no heading",
                "   EOF",
                "   ```",
                "   ```yaml",
                "   not: a command",
                "   ```",
                "   ```sh",
                "   second",
                "   ```",
                "## Check",
                "```sh",
                "./dev lab check 3",
                "```",
                "## Clean up",
                "```sh",
                "git restore .",
                "```"));

    assertThat(lab)
        .isEqualTo(
            new LabDocument(
                3,
                "cat <<'EOF'\n  indented\n\n## no heading\nEOF\nsecond\n",
                "./dev lab check 3\n",
                "git restore .\n"));
  }
}
