package org.acme.items.__package__;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Where time comes from. */
final class Clocks {
  @Produces
  @Singleton
  Clock utc() {
    return Clock.systemUTC();
  }
}
