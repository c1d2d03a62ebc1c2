package org.acme.items.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.acme.items.loadtest.measurement.Counts;
import org.acme.items.loadtest.measurement.Measurement;
import org.acme.items.loadtest.measurement.Round;
import org.acme.items.loadtest.statistics.Verdict;
import org.junit.jupiter.api.Test;

class AnalysisTest {
  private final Synthetic run = new Synthetic();

  @Test
  void routeIsNotSlowerThanItselfInNineteenOfTwentyRuns() {
    int alarms = 0;
    for (int seed = 1; seed <= 20; seed++) {
      LoadReport report = Analysis.of(run.measurement(seed));
      alarms +=
          differences(report).stream()
                  .anyMatch(
                      each -> each.verdict() == Verdict.SLOWER || each.verdict() == Verdict.FASTER)
              ? 1
              : 0;
    }

    assertThat(alarms).isLessThanOrEqualTo(1);
  }

  @Test
  void knownHopIsFoundWithItsLength() {
    run.hopMillis = 2;

    LoadReport report = Analysis.of(run.measurement(7));

    LoadReport.Difference p50 = differences(report).getFirst();
    assertThat(p50.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(p50.difference().contains(2)).isTrue();
    assertThat(p50.words()).startsWith("b is slower by ").contains("95 % CI");
    assertThat(report.sentence()).contains("b compared with a. p50: b is slower by");
  }

  @Test
  void quantileThatNeedsLongerBlocksSaysHowManyMinutesAreMissing() {
    LoadReport.Difference p99 = differences(Analysis.of(run.measurement(1))).get(2);

    assertThat(p99.blockSeconds()).isEqualTo(10);
    assertThat(p99.blocks()).isEqualTo(12);
    assertThat(p99.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(p99.words()).contains("12 of 30 blocks", "about 4 more minutes");
  }

  @Test
  void failuresAreComparedWithAnIntervalOfTheirOwn() {
    run.failuresOfSecondRoute = 1;
    run.everySecondFails = true;

    LoadReport report = Analysis.of(run.measurement(1));

    assertThat(report.outcome()).isEqualTo(LoadReport.Outcome.SLO_MISSED);
    assertThat(report.sentence())
        .contains("Errors: b fails more often: 121 of 12100 against 0 of 12100");
  }

  @Test
  void failuresThatCameTogetherMayBeChance() {
    run.failuresOfSecondRoute = 60;

    LoadReport report = Analysis.of(run.measurement(1));

    assertThat(report.outcome()).isEqualTo(LoadReport.Outcome.SLO_MISSED);
    assertThat(report.sentence())
        .contains("b failed more often: 60 of 12100 against 0 of 12100, but at one stretch");
  }

  @Test
  void noFailuresAreNotPromisedForEver() {
    assertThat(Analysis.of(run.measurement(1)).sentence())
        .contains("no failures; at 95 % fewer than 0.0248 %");
  }

  @Test
  void goodMeasurementOfAGoodTargetPasses() {
    LoadReport report = Analysis.of(run.measurement(1));

    assertThat(report.outcome()).isEqualTo(LoadReport.Outcome.PASS);
    assertThat(report.outcome().exitCode()).isZero();
    assertThat(report.objectives()).hasSize(4).allMatch(LoadReport.ObjectiveResult::met);
  }

  @Test
  void missedRateIsInvalid() {
    run.achievedRate = 0.9 * Synthetic.RATE;

    assertInvalid("a: the rate was missed by -10.0 % (100.0/s asked, 90.0/s achieved)");
  }

  @Test
  void pausesOfTheTesterAreInvalid() {
    run.pauseMillis = 61_000;

    assertInvalid("the tester itself paused for more than 60000 ms in 1 of 1 rounds");
  }

  @Test
  void busyTesterIsInvalid() {
    run.cpuPercent = 101;

    assertInvalid("the tester used 101 % of all processors, more than 100 %");
  }

  @Test
  void controlThatFindsADifferenceIsInvalid() {
    run.hopMillis = 2;
    run.control = true;

    LoadReport report = Analysis.of(run.measurement(1));

    assertThat(report.outcome()).isEqualTo(LoadReport.Outcome.INVALID);
    assertThat(report.invalid().getFirst()).startsWith("the control found a difference");
  }

  @Test
  void routeThatNeverAnsweredIsUnreachable() {
    Measurement good = run.measurement(1);
    Counts none = new Counts(100, 0, 100, 0, 0);
    Round round = good.rounds().getFirst();
    Round dead =
        new Round(
            0,
            "steady",
            true,
            0,
            1,
            100,
            Map.of(
                "a", new Round.RouteRound(100, none, 100, 1),
                "b", new Round.RouteRound(100, none, 100, 1)),
            1,
            1,
            round.cpuSeconds());
    Measurement bad =
        new Measurement(
            good.runId(),
            good.startedAt(),
            good.scenario(),
            false,
            1,
            good.agents(),
            List.of(dead),
            List.of(),
            Map.of(),
            Map.of("a", Map.of("connection refused", 100L), "b", Map.of("status 500", 100L)),
            true,
            false);

    LoadReport report = Analysis.of(bad);

    assertThat(report.outcome().exitCode()).isEqualTo(4);
    assertThat(report.sentence()).isEqualTo("Never reachable: a");
  }

  private void assertInvalid(String reason) {
    LoadReport report = Analysis.of(run.measurement(1));

    assertThat(report.outcome().exitCode()).isEqualTo(3);
    assertThat(report.invalid()).contains(reason);
    assertThat(report.sentence()).startsWith("INVALID: ");
  }

  private static List<LoadReport.Difference> differences(LoadReport report) {
    LoadReport.RouteComparison comparison = report.comparison();
    return comparison == null ? List.of() : comparison.differences();
  }
}
