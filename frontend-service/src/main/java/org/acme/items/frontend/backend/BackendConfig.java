package org.acme.items.frontend.backend;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How the backend is found and called. Why these numbers: {@code docs/resilience.md}. */
@ConfigMapping(prefix = "backend")
interface BackendConfig {
  /**
   * Where it is, {@code http://backend.items.internal:8080}. A host name is looked up in DNS again
   * and again, and every address behind it is called; an IP address or {@code localhost} is called
   * as it is.
   */
  URI url();

  /** DNS servers, {@code address:port}; empty for those of the system. */
  Optional<List<String>> dnsServers();

  /** How old an answer of DNS may be. Comes on top of the record's time to live. */
  @WithDefault("2s")
  Duration dnsRefresh();

  /** For a whole call with its retries; after it the page is made without the answer. */
  @WithDefault("2s")
  Duration timeout();

  /** For one attempt. Not longer than the read timeout of the REST client, which ends it. */
  @WithDefault("1s")
  Duration attemptTimeout();

  /** Calls under way at the same time; more fail at once. */
  @WithDefault("100")
  int concurrentCalls();
}
