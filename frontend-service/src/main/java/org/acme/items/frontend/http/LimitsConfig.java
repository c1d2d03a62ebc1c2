package org.acme.items.frontend.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What one client may ask of one task. */
@ConfigMapping(prefix = "limits")
public interface LimitsConfig {
  /** Pages and forms per second to one address, with bursts of as many; above it: 429. */
  @WithDefault("200")
  int requestsPerSecond();
}
