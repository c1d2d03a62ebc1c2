package org.acme.items.loadtest.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The median or mean of a series whose neighbours resemble each other, with an interval:
 * moving-block bootstrap, circular, so that the ends count as much as the middle. The interval
 * reaches as far to both sides as the percentiles do to the farther one, and is widened as
 * Student's distribution is wider than the normal one for so few blocks: without either it would be
 * too narrow.
 */
public final class Bootstrap {
  private static final int RESAMPLES = 4000;
  private static final double TAIL = 0.025;

  private Bootstrap() {}

  /**
   * The outcome.
   *
   * @param pValue of there being no difference from 0, two-sided
   * @param blockLength values that were drawn together
   */
  public record Result(Interval95 interval, double pValue, int blockLength) {}

  /**
   * Estimates the median.
   *
   * @param series at least four values, in order of time
   */
  public static Result median(double[] series, long seed) {
    return estimate(series, seed, Bootstrap::median);
  }

  /** Estimates the mean, as {@link #median(double[], long)} does the median. */
  public static Result mean(double[] series, long seed) {
    return estimate(series, seed, values -> Arrays.stream(values).average().orElse(0));
  }

  private static Result estimate(double[] series, long seed, ToDoubleFunction<double[]> statistic) {
    int n = series.length;
    if (n < 4) {
      throw new IllegalArgumentException("needs four values, got " + n);
    }
    int length = blockLength(series);
    double[] drawn = resample(series, length, seed, statistic);
    double estimate = statistic.applyAsDouble(series.clone());
    double independent = (double) n / length;
    double widening =
        -TDistribution.of(Math.max(1, independent - 1)).inverseCumulativeProbability(TAIL)
            / -NormalDistribution.of(0, 1).inverseCumulativeProbability(TAIL)
            * Math.sqrt(independent / Math.max(1, independent - 1));
    double reach =
        widening * Math.max(estimate - quantile(drawn, TAIL), quantile(drawn, 1 - TAIL) - estimate);
    return new Result(
        new Interval95(estimate, estimate - reach, estimate + reach),
        pValue(drawn, estimate, widening),
        length);
  }

  private static double[] resample(
      double[] series, int length, long seed, ToDoubleFunction<double[]> statistic) {
    int n = series.length;
    SplittableRandom random = new SplittableRandom(seed);
    double[] drawn = new double[RESAMPLES];
    double[] sample = new double[n];
    for (int i = 0; i < RESAMPLES; i++) {
      for (int filled = 0; filled < n; filled += length) {
        int start = random.nextInt(n);
        for (int j = 0; j < Math.min(length, n - filled); j++) {
          sample[filled + j] = series[(start + j) % n];
        }
      }
      drawn[i] = statistic.applyAsDouble(sample);
    }
    Arrays.sort(drawn);
    return drawn;
  }

  /** The share of estimates that are, widened, as far from the estimate as 0 is. */
  private static double pValue(double[] drawn, double estimate, double widening) {
    long asFar =
        Arrays.stream(drawn)
            .filter(each -> widening * Math.abs(each - estimate) >= Math.abs(estimate))
            .count();
    return (asFar + 1.0) / (drawn.length + 1);
  }

  /**
   * Grows with the likeness of neighbours, as Politis and White choose it for a first-order
   * autoregression, half as long again to be on the safe side; 3 to a sixth of the series.
   */
  static int blockLength(double[] series) {
    int n = series.length;
    double likeness = Math.clamp(autocorrelation(series), 0, 0.95);
    double factor = 2 * likeness / (1 - likeness * likeness);
    double length = 1.5 * Math.cbrt(1.5 * factor * factor * n);
    return (int) Math.clamp(Math.ceil(Math.max(length, 3)), 1, Math.max(1, n / 6));
  }

  /** Between neighbours, of ranks: single extreme values do not hide it. */
  static double autocorrelation(double[] series) {
    double[] ranks = ranks(series);
    double mean = Arrays.stream(ranks).average().orElse(0);
    double variance = 0;
    double covariance = 0;
    for (int i = 0; i < ranks.length; i++) {
      variance += (ranks[i] - mean) * (ranks[i] - mean);
      if (i > 0) {
        covariance += (ranks[i] - mean) * (ranks[i - 1] - mean);
      }
    }
    return variance == 0 ? 0 : covariance / variance;
  }

  private static double[] ranks(double[] series) {
    double[] sorted = series.clone();
    Arrays.sort(sorted);
    double[] ranks = new double[series.length];
    for (int i = 0; i < series.length; i++) {
      ranks[i] = Arrays.binarySearch(sorted, series[i]);
    }
    return ranks;
  }

  /** Reorders its argument. */
  static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  private static double quantile(double[] sorted, double q) {
    double position = q * (sorted.length - 1);
    int index = (int) position;
    double rest = position - index;
    return index + 1 < sorted.length
        ? sorted[index] * (1 - rest) + sorted[index + 1] * rest
        : sorted[index];
  }
}
