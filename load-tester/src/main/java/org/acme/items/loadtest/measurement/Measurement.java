package org.acme.items.loadtest.measurement;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.acme.items.loadtest.scenario.Scenario;

/**
 * What was measured, before anyone thinks about it. Everything in a report follows from it.
 *
 * @param control whether both routes are the same one, as a check of the set-up
 * @param agents that took part, one unless the load was shared
 * @param intervals by second
 * @param pauses of the tester, by second: histograms of the nanoseconds by which a nap of 1 ms was
 *     too long
 * @param reasons of failures by route: how often each
 * @param ended false while it runs, or when it was cut off
 * @param interrupted whether a person ended it early
 */
public record Measurement(
    String runId,
    Instant startedAt,
    Scenario scenario,
    boolean control,
    long seed,
    List<Agent> agents,
    List<Round> rounds,
    List<Interval> intervals,
    Map<Integer, String> pauses,
    Map<String, Map<String, Long>> reasons,
    boolean ended,
    boolean interrupted) {
  public Measurement {
    agents = List.copyOf(agents);
    rounds = List.copyOf(rounds);
    intervals = List.copyOf(intervals);
    pauses = Map.copyOf(pauses);
    reasons = Map.copyOf(reasons);
  }

  /**
   * A process that made a slice of the load.
   *
   * @param id from 1
   * @param of how many
   * @param ended whether it came to its end
   * @param lastSecond that it has measured; -1: none
   * @param secondsLate after the first of the agents, at which it began
   * @param host what it ran on
   */
  public record Agent(
      int id, int of, boolean ended, int lastSecond, int secondsLate, String host) {}

  /** What became of all requests of a route, over the measured rounds. */
  public Counts counts(String route) {
    return rounds.stream()
        .filter(Round::measured)
        .map(round -> round.routes().get(route))
        .filter(java.util.Objects::nonNull)
        .map(Round.RouteRound::counts)
        .reduce(Counts.NONE, Counts::plus);
  }
}
