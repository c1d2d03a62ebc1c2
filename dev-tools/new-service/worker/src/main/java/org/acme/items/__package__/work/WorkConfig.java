package org.acme.items.__package__.work;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the work goes on. */
@ConfigMapping(prefix = "work")
interface WorkConfig {
  /** Between two turns. */
  @WithDefault("1s")
  Duration pause();

  /** What a turn may take after the request to stop. */
  @WithDefault("20s")
  Duration stopWithin();

  /** What a turn may take at all, before the container is replaced. */
  @WithDefault("5m")
  Duration stuckAfter();
}
