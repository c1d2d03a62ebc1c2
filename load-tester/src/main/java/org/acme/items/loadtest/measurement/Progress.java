package org.acme.items.loadtest.measurement;

import java.util.List;

/**
 * The last second.
 *
 * @param second of the run
 * @param of how many there is load
 * @param pauseMillis the longest pause of the tester
 */
public record Progress(
    int second, int of, String phase, int rate, List<RouteProgress> routes, double pauseMillis) {
  /** A route in that second; bad ones are those since the start. */
  public record RouteProgress(
      String route, long offered, double p50Millis, double p99Millis, long bad) {}
}
