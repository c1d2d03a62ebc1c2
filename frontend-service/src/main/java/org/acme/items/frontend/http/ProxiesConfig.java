package org.acme.items.frontend.http;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** The proxies and load balancers in front of this service. */
@ConfigMapping(prefix = "proxies")
public interface ProxiesConfig {
  /** Whose {@code X-Forwarded-*} headers count: addresses, or blocks such as 10.0.0.0/16. */
  Optional<List<String>> trusted();
}
