package org.acme.items.loadtest.report;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What of a distribution of latencies is compared. */
enum Quantity {
  P50(50),
  P90(90),
  P99(99),
  MEAN(50);

  private final double percentile;

  Quantity(double percentile) {
    this.percentile = percentile;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  double millis(Histogram histogram) {
    return (this == MEAN ? histogram.getMean() : histogram.getValueAtPercentile(percentile)) / 1e6;
  }

  /** A block must hold ten requests beyond the quantile, or it has none worth the name. */
  int blockSeconds(double ratePerSecond) {
    double needed = 10 / (1 - percentile / 100);
    return (int) Math.max(1, Math.ceil(needed / Math.max(0.001, ratePerSecond) - 0.05));
  }
}
