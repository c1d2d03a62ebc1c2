package org.acme.items.infra.config;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/** What a service tells about itself beyond its logs. */
public record Telemetry(
    @Key(
            value =
                "whether it writes the metrics of `contracts/metrics.json` into its log once a"
                    + " minute, where CloudWatch finds them; each is charged",
            byDefault = "false")
        boolean metrics,
    @Key(
            value =
                "percent of requests whose traces go to X-Ray; above 0 a collector runs beside each"
                    + " task, in 128 MiB of its memory",
            byDefault = "0")
        @DecimalMin("0")
        @DecimalMax("100")
        double tracePercent) {
  /** MiB that the collector gets. */
  public static final int COLLECTOR_MIB = 128;

  public boolean traces() {
    return tracePercent > 0;
  }
}
