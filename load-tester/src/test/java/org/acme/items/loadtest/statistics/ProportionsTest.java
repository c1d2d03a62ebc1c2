package org.acme.items.loadtest.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProportionsTest {
  /** Newcombe 1998, table II, method 10: 56/70 and 48/80. */
  @Test
  void differenceIsThatOfThePublishedExample() {
    Interval95 difference = Proportions.difference(48, 80, 56, 70);

    assertThat(difference.estimate()).isCloseTo(0.2, within(1e-9));
    assertThat(difference.low()).isCloseTo(0.0524, within(5e-5));
    assertThat(difference.high()).isCloseTo(0.3339, within(5e-5));
  }

  @Test
  void noErrorsAreNoProofOfNone() {
    Interval95 none = Proportions.wilson(0, 1000);

    assertThat(none.low()).isZero();
    assertThat(none.high()).isBetween(0.003, 0.004);
  }

  @Test
  void nothingMeasuredSaysNothing() {
    assertThat(Proportions.wilson(0, 0)).isEqualTo(new Interval95(0, 0, 1));
  }
}
