package org.acme.items.frontend.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** What visitors are told about the inside. */
@ConfigMapping(prefix = "system")
public interface SystemConfig {
  /**
   * Whether there is a System page, and pages and headers name the processes that answered. Off
   * where strangers come: on ECS the name of a process is its address in the network.
   */
  @WithDefault("false")
  boolean enabled();

  /** A dashboard to link to. */
  @WithConverter(WebAddress.class)
  Optional<URI> dashboardUrl();
}
