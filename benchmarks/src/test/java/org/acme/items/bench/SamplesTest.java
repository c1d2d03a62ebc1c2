package org.acme.items.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void areShownWithTheirSpread() {
    assertThat(samples(3, 1, 2, 10).text(1)).isEqualTo("2.5 (1.0–10.0)");
    assertThat(samples(3, 1, 2).text(0)).isEqualTo("2 (1–3)");
    assertThat(samples(3).text(0)).isEqualTo("3");
  }

  @Test
  void quantilesAreBetweenTheirNeighbours() {
    assertThat(samples(4, 1, 3, 2, 5).quantile(0.25)).isEqualTo(2);
    assertThat(samples(10, 20).quantile(0.75)).isEqualTo(17.5);
  }

  /** A machine that is half as fast in one round is so for both. */
  @Test
  void areComparedPairByPair() {
    assertThat(samples(110, 220, 110).dividedBy(samples(100, 200, 100)).median())
        .isCloseTo(1.1, org.assertj.core.data.Offset.offset(1e-9));
  }

  private static Samples samples(double... values) {
    return new Samples(List.copyOf(java.util.Arrays.stream(values).boxed().toList()));
  }
}
