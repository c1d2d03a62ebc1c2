package org.acme.items.infra.config;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/** What a service promises its callers. */
public record Slo(
    @Key("percent of requests that are answered well") @DecimalMin("50") @DecimalMax("99.999")
        double availability,
    @Key("how long an answer takes") Latency latency) {
  /** Of nearly all answers. */
  public record Latency(
      @Key("milliseconds") @DecimalMin("1") @DecimalMax("60000") double thresholdMs,
      @Key("percent of answers that are as fast as that") @DecimalMin("50") @DecimalMax("99.99")
          double percentile) {}
}
