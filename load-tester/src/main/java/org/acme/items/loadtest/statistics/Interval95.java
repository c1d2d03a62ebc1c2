package org.acme.items.loadtest.statistics;

/** An estimate with its 95 % confidence interval. */
public record Interval95(double estimate, double low, double high) {
  public double halfWidth() {
    return (high - low) / 2;
  }

  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  public boolean isWithin(double margin) {
    return -margin <= low && high <= margin;
  }
}
