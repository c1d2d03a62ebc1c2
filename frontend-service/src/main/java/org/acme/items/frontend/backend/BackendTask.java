package org.acme.items.frontend.backend;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A task of the backend as this process sees it.
 *
 * @param address IP address and port, {@code 10.0.1.7:8080}
 * @param instance its name, null until it has answered
 * @param version its version and commit, null until it has answered
 * @param zone its availability zone, null if it does not tell
 * @param inFlight calls from here that it has not answered yet
 * @param calls answered or failed, since this process knows the address
 * @param p50 median of the calls of the last minute; null if there were none
 * @param p99 99th percentile of the calls of the last minute; null if there were none
 */
public record BackendTask(
    String address,
    @Nullable String instance,
    @Nullable String version,
    @Nullable String zone,
    Health health,
    Circuit circuit,
    int inFlight,
    long calls,
    @Nullable Duration p50,
    @Nullable Duration p99) {

  /** What its readiness check answered last. */
  public enum Health {
    UNKNOWN,
    READY,
    NOT_READY,
    NO_ANSWER
  }

  /** Whether calls are sent to it: closed means yes, open means not after so many failures. */
  public enum Circuit {
    CLOSED,
    OPEN,
    HALF_OPEN
  }
}
