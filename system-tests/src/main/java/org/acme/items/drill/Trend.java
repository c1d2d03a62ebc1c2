package org.acme.items.drill;

import java.util.List;

/** A quantity over time, and whether it grows. */
record Trend(List<Double> samples) {
  Trend {
    samples = List.copyOf(samples);
  }

  double mean() {
    return samples.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  /** By how much the line of least squares rises from the first sample to the last. */
  double growth() {
    int count = samples.size();
    double middle = (count - 1) / 2.0;
    double mean = mean();
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < count; i++) {
      covariance += (i - middle) * (samples.get(i) - mean);
      variance += (i - middle) * (i - middle);
    }
    return variance == 0 ? 0 : covariance / variance * (count - 1);
  }

  /** Whether it rises by more than a tenth, and by more than what comes and goes anyway. */
  boolean grows(double noise) {
    return growth() > Math.max(noise, mean() / 10);
  }
}
