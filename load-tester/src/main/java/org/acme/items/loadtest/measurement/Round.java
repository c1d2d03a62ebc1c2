package org.acme.items.loadtest.measurement;

import java.util.Map;

/**
 * A stretch of constant load with connections of its own.
 *
 * @param phase as scenarios spell it
 * @param measured whether it counts
 * @param second of the run in which it began
 * @param seconds it was meant to last
 * @param rate asked for, per second and route
 * @param routes what each had, by name
 * @param pauseMillis p99 of the tester's own pauses: beyond it, it was held up in a hundredth of
 *     the time
 * @param cpuPercent of all processors that the tester used
 * @param cpuSeconds that the tester used
 */
public record Round(
    int index,
    String phase,
    boolean measured,
    int second,
    int seconds,
    int rate,
    Map<String, RouteRound> routes,
    double pauseMillis,
    double cpuPercent,
    double cpuSeconds) {
  public Round {
    routes = Map.copyOf(routes);
  }

  /**
   * A route in a round.
   *
   * @param planned requests
   * @param achievedRate requests per second, to the last that was sent
   * @param latestMillis by which a request was sent after its moment, at most
   */
  public record RouteRound(long planned, Counts counts, double achievedRate, double latestMillis) {}

  /** The seconds whose measurements are whole: the first has the making of connections in it. */
  public boolean isSettled(int atSecond) {
    return measured && atSecond > second && atSecond < second + seconds;
  }
}
