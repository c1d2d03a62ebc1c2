package org.acme.items.backend.signals;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What the service tells about itself, and where. */
@ConfigMapping(prefix = "signals")
public interface SignalsConfig {
  /** CloudWatch namespace of the metrics that are written to standard output; none without it. */
  Optional<String> metricsNamespace();

  /** Where this runs, such as {@code prod}. */
  @WithDefault("local")
  String stage();

  /** Milliseconds; an answer that takes longer is slow. */
  @WithDefault("300")
  int sloLatencyMs();

  /** 0 to 1; the share of requests whose trace leaves, unless the caller has decided. */
  @WithDefault("0")
  double tracesRatio();
}
