package org.acme.items.loadtest.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootstrapTest {
  private static final int SERIES = 200;

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 0.6})
  void intervalContainsTheTruthInNineteenOfTwentySeries(double likeness) {
    int contained = 0;
    for (int seed = 0; seed < SERIES; seed++) {
      contained +=
          Bootstrap.median(autoregression(120, likeness, 5, seed), seed).interval().contains(5)
              ? 1
              : 0;
    }

    assertThat(contained / (double) SERIES).isGreaterThanOrEqualTo(0.93);
  }

  @Test
  void bootstrapThatIgnoresTimeWouldNotContainIt() {
    // The same with single values drawn: this is why neighbours are drawn together.
    int contained = 0;
    for (int seed = 0; seed < SERIES; seed++) {
      double[] series = autoregression(120, 0.6, 5, seed);
      contained += Bootstrap.median(shuffle(series, seed), seed).interval().contains(5) ? 1 : 0;
    }

    assertThat(contained / (double) SERIES).isLessThan(0.9);
  }

  private static double[] shuffle(double[] series, long seed) {
    List<Double> values = Arrays.stream(series).boxed().collect(Collectors.toList());
    Collections.shuffle(values, new Random(seed));
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Test
  void intervalOfTheMeanKnowsThatFailuresComeTogether() {
    double[] outage = new double[100];
    java.util.Arrays.fill(outage, 40, 50, 1.0);
    double[] scattered = new double[100];
    for (int i = 0; i < 100; i += 10) {
      scattered[i] = 1;
    }

    Interval95 together = Bootstrap.mean(outage, 1).interval();
    Interval95 apart = Bootstrap.mean(scattered, 1).interval();

    assertThat(together.estimate()).isEqualTo(0.1);
    assertThat(apart.estimate()).isEqualTo(0.1);
    assertThat(together.halfWidth()).isGreaterThan(2 * apart.halfWidth());
    assertThat(together.contains(0)).isTrue();
  }

  @Test
  void sameSeedGivesTheSameInterval() {
    double[] series = autoregression(60, 0.3, 1, 7);

    assertThat(Bootstrap.median(series, 42)).isEqualTo(Bootstrap.median(series, 42));
  }

  @Test
  void outliersDoNotMoveTheMedian() {
    double[] series = autoregression(60, 0, 1, 7);
    series[10] = 10_000;
    series[40] = -20_000;

    Interval95 median = Bootstrap.median(series, 1).interval();

    assertThat(median.estimate()).isBetween(0.5, 1.5);
    assertThat(median.halfWidth()).isLessThan(1);
  }

  @Test
  void pValueIsSmallWhereTheIntervalLeavesZeroOut() {
    Bootstrap.Result far = Bootstrap.median(autoregression(60, 0.3, 3, 1), 1);
    Bootstrap.Result near = Bootstrap.median(autoregression(60, 0.3, 0, 1), 1);

    assertThat(far.interval().contains(0)).isFalse();
    assertThat(far.pValue()).isLessThan(0.01);
    assertThat(near.pValue()).isGreaterThan(0.05);
  }

  /** Each value resembles the one before by {@code likeness}; standard deviation 1. */
  static double[] autoregression(int length, double likeness, double mean, long seed) {
    Random random = new Random(seed * 31 + 17);
    double[] series = new double[length];
    double value = random.nextGaussian();
    for (int i = 0; i < length; i++) {
      series[i] = mean + value;
      value = likeness * value + Math.sqrt(1 - likeness * likeness) * random.nextGaussian();
    }
    return series;
  }
}
