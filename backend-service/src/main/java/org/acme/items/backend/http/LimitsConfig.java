package org.acme.items.backend.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What one client may ask of one task. */
@ConfigMapping(prefix = "limits")
public interface LimitsConfig {
  /** Requests per second from one address, with bursts of as many; above it the answer is 429. */
  @WithDefault("2000")
  int requestsPerSecond();
}
