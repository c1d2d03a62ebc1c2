package org.acme.items.dev.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private final List<String> said = new ArrayList<>();
  private final Findings findings = new Findings(said::add);

  @Test
  void hintIsAboutTheFirstThatIsMissing() {
    findings.expect(true, "it is there", "make it");
    findings.expect(false, "it runs", "start it");
    findings.expect(false, "it answers", "give it an answer");

    assertThat(findings.hint()).isEqualTo("start it");
    assertThat(said)
        .containsExactly(
            "  holds      it is there", "  not yet    it runs", "  not yet    it answers");
  }
}
