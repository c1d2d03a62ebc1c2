package org.acme.items.backend.http;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Who this process is. */
@ConfigMapping(prefix = "service")
public interface ServiceConfig {
  /** Version and commit, {@code 1.0.0+abc1234}. */
  String version();

  /** Name of this process among those of the same service; else it is found out. */
  Optional<String> instance();

  /** Availability zone in which this process runs; else it is found out. */
  Optional<String> zone();

  /** Name of the host or container. */
  String host();

  /** Where ECS tells a task about itself. */
  Optional<URI> taskMetadata();
}
