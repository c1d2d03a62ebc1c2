package org.acme.items.frontend;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Sends the service to a port on which nothing can listen. */
public final class NoBackend implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    return Map.of(
        "backend.url", "http://127.0.0.1:1",
        "quarkus.http.host", "127.0.0.1",
        "quarkus.shutdown.delay", "PT0S",
        "service.instance", "frontend-3",
        "service.version", "1.2.3+abc1234");
  }

  @Override
  public void stop() {}
}
