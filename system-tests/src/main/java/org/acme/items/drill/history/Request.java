package org.acme.items.drill.history;

import java.time.Duration;
import org.acme.items.drill.history.Operation.Route;

/**
 * One HTTP request of an operation.
 *
 * @param start when it was sent, on the clock of {@link System#nanoTime()}
 * @param status 0 if no answer came
 * @param version {@code Service-Version} of the answer; empty for pages
 * @param failure why it counts as failed; empty if it does not
 */
public record Request(
    Route route,
    String what,
    long start,
    Duration took,
    int status,
    String version,
    String failure) {

  public boolean isFailed() {
    return !failure.isEmpty();
  }
}
