package org.acme.items.infra.config;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;

/** What a service promises its callers. */
public record Slo(
    @Key("percent of requests that are answered well") @DecimalMin("50") @DecimalMax("99.999")
        double availability,
    @Key("how long an answer takes") Latency latency,
    @Key(value = "days over which both are counted", byDefault = "30") @Min(7) @Max(90)
        int windowDays) {
  /** Percent of requests that may fail within the window. */
  public double failureBudgetPercent() {
    return hundredLess(availability);
  }

  /** Percent of answers that may be slow within the window. */
  public double slownessBudgetPercent() {
    return hundredLess(latency.percentile());
  }

  /** As one would write it: 0.1, where arithmetic comes to 0.0999. */
  private static double hundredLess(double percent) {
    return BigDecimal.valueOf(100).subtract(BigDecimal.valueOf(percent)).doubleValue();
  }

  /** Of nearly all answers. */
  public record Latency(
      @Key("milliseconds") @Min(1) @Max(60_000) int thresholdMs,
      @Key("percent of answers that are as fast as that") @DecimalMin("50") @DecimalMax("99.99")
          double percentile) {}
}
