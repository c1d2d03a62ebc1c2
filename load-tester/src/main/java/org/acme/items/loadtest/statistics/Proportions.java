package org.acme.items.loadtest.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** Intervals of proportions that also hold near 0, where error ratios are. */
public final class Proportions {
  private static final double Z = -NormalDistribution.of(0, 1).inverseCumulativeProbability(0.025);

  private Proportions() {}

  /** Wilson's score interval. */
  public static Interval95 wilson(long hits, long of) {
    if (of == 0) {
      return new Interval95(0, 0, 1);
    }
    double p = (double) hits / of;
    double z2 = Z * Z;
    double centre = (p + z2 / (2 * of)) / (1 + z2 / of);
    double reach = Z / (1 + z2 / of) * Math.sqrt(p * (1 - p) / of + z2 / (4.0 * of * of));
    return new Interval95(
        p,
        hits == 0 ? 0 : Math.max(0, centre - reach),
        hits == of ? 1 : Math.min(1, centre + reach));
  }

  /** Newcombe's hybrid score interval of the difference: second minus first. */
  public static Interval95 difference(long hits1, long of1, long hits2, long of2) {
    Interval95 first = wilson(hits1, of1);
    Interval95 second = wilson(hits2, of2);
    double difference = second.estimate() - first.estimate();
    return new Interval95(
        difference,
        difference - Math.hypot(second.estimate() - second.low(), first.high() - first.estimate()),
        difference + Math.hypot(second.high() - second.estimate(), first.estimate() - first.low()));
  }
}
