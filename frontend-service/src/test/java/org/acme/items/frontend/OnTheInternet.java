package org.acme.items.frontend;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * Open to strangers, behind a load balancer at 127.0.0.1 and another proxy before it. With one
 * request per second to an address, a test that sends two gives each an address of its own.
 */
public final class OnTheInternet implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "system.enabled", "false",
        "proxies.trusted", "127.0.0.1,10.0.0.0/16",
        "limits.requests-per-second", "1");
  }
}
