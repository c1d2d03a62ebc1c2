package org.acme.items.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.acme.items.loadtest.measurement.Measurement;
import org.acme.items.loadtest.scenario.ScenarioException;
import org.junit.jupiter.api.Test;

class MergingTest {
  private final Synthetic run = new Synthetic();

  @Test
  void histogramsAndCountsAreAdded() {
    Measurement merged =
        Merging.merge(List.of(part(1, 3, true), part(2, 3, true), part(3, 3, true)));

    LoadReport report = Analysis.of(merged);

    assertThat(merged.counts("a").offered()).isEqualTo(3 * 12_100);
    assertThat(report.routes().getFirst().latencies().count()).isEqualTo(3 * 12_000);
    assertThat(report.routes().getFirst().rateAsked()).isEqualTo(300);
    assertThat(report.outcome()).isEqualTo(LoadReport.Outcome.PASS);
  }

  @Test
  void agentThatLeftNothingIsMissed() {
    LoadReport report = Analysis.of(Merging.merge(List.of(part(1, 3, true), part(3, 3, true))));

    assertThat(report.outcome()).isEqualTo(LoadReport.Outcome.INVALID);
    assertThat(report.invalid()).contains("agent 2 of 3 has left no result");
  }

  @Test
  void agentThatWasKilledIsNamedWithItsLastSecond() {
    LoadReport report = Analysis.of(Merging.merge(List.of(part(1, 2, true), part(2, 2, false))));

    assertThat(report.invalid())
        .contains("agent 2 of 2 did not come to its end; its last second is 120");
  }

  @Test
  void resultsThatDoNotBelongTogetherAreRefused() {
    assertThatThrownBy(() -> Merging.merge(List.of(part(1, 2, true), part(1, 2, true))))
        .isInstanceOf(ScenarioException.class)
        .hasMessage("agent 1 is there twice");
  }

  @Test
  void agentsThatDidNotRunAtTheSameTimeMakeNoMeasurement() {
    LoadReport report = Analysis.of(Merging.merge(List.of(part(1, 2, true), part(2, 2, true, 60))));

    assertThat(report.outcome()).isEqualTo(LoadReport.Outcome.INVALID);
    assertThat(report.invalid())
        .contains("agent 2 of 2 began 60 s after the first: the target never had the whole rate");
  }

  private Measurement part(int id, int of, boolean ended) {
    return part(id, of, ended, 0);
  }

  private Measurement part(int id, int of, boolean ended, int secondsLate) {
    Measurement whole = run.measurement(id);
    return new Measurement(
        whole.runId(),
        whole.startedAt().plusSeconds(secondsLate),
        whole.scenario(),
        false,
        1,
        List.of(new Measurement.Agent(id, of, ended, 120, 0, "nowhere")),
        whole.rounds(),
        whole.intervals(),
        whole.pauses(),
        whole.reasons(),
        ended,
        false);
  }
}
