package org.acme.items.frontend;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Open to strangers, behind a load balancer at 127.0.0.1 and another proxy before it. */
public final class OnTheInternet implements QuarkusTestProfile {
  public static final int REQUESTS_PER_SECOND = 20;

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "system.enabled", "false",
        "proxies.trusted", "127.0.0.1,10.0.0.0/16",
        "limits.requests-per-second", Integer.toString(REQUESTS_PER_SECOND));
  }
}
