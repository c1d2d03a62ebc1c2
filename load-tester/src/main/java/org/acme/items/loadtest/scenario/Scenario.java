package org.acme.items.loadtest.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A load test: what to send where, how much, and what to think of the outcome.
 *
 * @param routes at least one; the first is what the second is compared with
 * @param mix weights of the kinds of request
 * @param roundSeconds after which connections are made anew and names are looked up again
 * @param timeout of a request, from the moment it should have been sent
 * @param connections to each address, at most
 * @param objectives of the target, if known
 * @param askAbove requests per second and route above which people are asked first, where the
 *     target is public
 */
public record Scenario(
    String name,
    List<Route> routes,
    List<Phase> phases,
    Map<RequestKind, Integer> mix,
    int roundSeconds,
    Duration timeout,
    int connections,
    @Nullable Objectives objectives,
    Comparison comparison,
    Quality quality,
    int askAbove) {
  public Scenario {
    routes = List.copyOf(routes);
    phases = List.copyOf(phases);
    mix = Map.copyOf(mix);
  }

  public int highestRate() {
    return phases.stream().mapToInt(phase -> Math.max(phase.from(), phase.to())).max().orElse(0);
  }

  public int seconds() {
    return phases.stream().mapToInt(Phase::seconds).sum();
  }

  /** The same with other phases. */
  public Scenario withPhases(List<Phase> others) {
    return new Scenario(
        name,
        routes,
        others,
        mix,
        roundSeconds,
        timeout,
        connections,
        objectives,
        comparison,
        quality,
        askAbove);
  }

  /** The same with other routes. */
  public Scenario withRoutes(List<Route> others) {
    return new Scenario(
        name,
        others,
        phases,
        mix,
        roundSeconds,
        timeout,
        connections,
        objectives,
        comparison,
        quality,
        askAbove);
  }
}
