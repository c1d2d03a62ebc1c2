package org.acme.items.loadtest.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictTest {
  @Test
  void differenceThatDoesNotMatterIsEquivalentHoweverCertain() {
    assertThat(Verdict.of(new Interval95(0.1, 0.05, 0.15), 0.001, 0.2, 60))
        .isEqualTo(Verdict.EQUIVALENT);
  }

  @Test
  void certainDifferenceHasASide() {
    assertThat(Verdict.of(new Interval95(2, 1.9, 2.1), 0.001, 0.2, 60)).isEqualTo(Verdict.SLOWER);
    assertThat(Verdict.of(new Interval95(-2, -2.1, -1.9), 0.001, 0.2, 60))
        .isEqualTo(Verdict.FASTER);
  }

  @Test
  void wideIntervalIsInconclusiveAndSaysHowMuchIsMissing() {
    Interval95 wide = new Interval95(0.1, -1, 1.2);

    assertThat(Verdict.of(wide, 0.8, 0.2, 60)).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Verdict.missingBlocks(wide, 0.2, 60)).isGreaterThan(1000);
  }

  @Test
  void fewBlocksAreInconclusiveHoweverClear() {
    assertThat(Verdict.of(new Interval95(2, 1.9, 2.1), 0.001, 0.2, 29))
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Verdict.missingBlocks(new Interval95(2, 1.9, 2.1), 0.2, 29)).isEqualTo(1);
  }

  @Test
  void fewBlocksThatSayNothingAboutTheirSpreadNeedTheRestOfThirty() {
    assertThat(Verdict.missingBlocks(new Interval95(0.1, -60_000, 60_000), 0.2, 1)).isEqualTo(29);
  }

  @Test
  void differenceThatFailsForTheNumberOfComparisonsNeedsMoreThanOneBlock() {
    // It leaves 0 out, but is not clear enough for one of four.
    assertThat(Verdict.missingBlocks(new Interval95(1, 0.05, 1.95), 0.2, 60)).isGreaterThan(30);
  }

  @Test
  void moreComparisonsNeedClearerDifferences() {
    assertThat(Holm.adjust(0.04, 0.01, 0.03)).containsExactly(0.06, 0.03, 0.06);
  }

  @Test
  void routeAndItselfDifferInAtMostOneOfTwentyRuns() {
    int alarms = 0;
    for (int seed = 1; seed <= 20; seed++) {
      Bootstrap.Result result =
          Bootstrap.median(BootstrapTest.autoregression(60, 0.4, 0, seed), seed);
      Verdict verdict =
          Verdict.of(result.interval(), Holm.adjust(result.pValue(), 1, 1)[0], 0.2, 60);
      alarms += verdict == Verdict.SLOWER || verdict == Verdict.FASTER ? 1 : 0;
    }

    assertThat(alarms).isLessThanOrEqualTo(1);
  }
}
