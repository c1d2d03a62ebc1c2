package org.acme.items.frontend.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What may be asked of one task. */
@ConfigMapping(prefix = "limits")
public interface LimitsConfig {
  /** Pages and forms per second to one address, with bursts of as many; above it: 429. */
  @WithDefault("200")
  int requestsPerSecond();

  /** Requests that a task has under way; above it the answer is 503. */
  @WithDefault("100")
  int requestsAtOnce();

  /** From the head of a request to the end of its body; then the connection is closed. */
  @WithDefault("10s")
  Duration bodyTimeout();

  /** Bytes of a body, read or not, after which the connection is closed. */
  @WithDefault("1M")
  MemorySize bodySize();
}
