package org.acme.items.frontend.http;

import io.smallrye.config.ConfigMapping;

/** Who this process is. */
@ConfigMapping(prefix = "service")
public interface ServiceConfig {
  /** Version and commit, {@code 1.0.0+abc1234}. */
  String version();

  /** Name of this process among those of the same service. */
  String instance();
}
