package org.acme.items.loadtest.service;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How the service loads; see docs/configuration.md. */
@ConfigMapping(prefix = "load")
interface LoadConfig {
  /** File with routes, mix, objectives; its phases are not used. */
  String scenario();

  /** {@code name=url}; instead of those of the scenario. */
  Optional<List<String>> routes();

  /** Where the API is; compared with itself unless there are routes. */
  Optional<String> backendUrl();

  /** Requests per second and route. */
  @WithDefault("2")
  int rate();

  /** Above which the service does not start, whatever is asked. */
  @WithDefault("20")
  int maxRate();

  /** How long one comparison takes; windows do not overlap. */
  @WithDefault("10m")
  Duration window();

  /** After which nothing is sent any more. */
  @WithDefault("24h")
  Duration lifetime();
}
