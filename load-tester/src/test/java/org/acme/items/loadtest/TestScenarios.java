package org.acme.items.loadtest;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.acme.items.loadtest.scenario.Comparison;
import org.acme.items.loadtest.scenario.Objectives;
import org.acme.items.loadtest.scenario.Phase;
import org.acme.items.loadtest.scenario.Quality;
import org.acme.items.loadtest.scenario.RequestKind;
import org.acme.items.loadtest.scenario.Route;
import org.acme.items.loadtest.scenario.Scenario;

/** Scenarios for tests. */
public final class TestScenarios {
  /** For machines that are busy with other things. */
  public static final Quality TOLERANT = new Quality(5, 60_000, 100);

  private TestScenarios() {}

  public static Scenario withRounds(Scenario scenario, int seconds) {
    return new Scenario(
        scenario.name(),
        scenario.routes(),
        scenario.phases(),
        scenario.mix(),
        seconds,
        scenario.timeout(),
        scenario.connections(),
        scenario.objectives(),
        scenario.comparison(),
        scenario.quality(),
        scenario.askAbove());
  }

  private static String name(int route) {
    return route < 26 ? Character.toString('a' + route) : "a" + name(route - 26);
  }

  /** Steady lists on routes that are called a, b, c and so on. */
  public static Scenario steady(int rate, int seconds, int connections, URI... urls) {
    return new Scenario(
        "test",
        IntStream.range(0, urls.length).mapToObj(i -> new Route(name(i), urls[i])).toList(),
        List.of(new Phase(Phase.Kind.STEADY, rate, rate, seconds)),
        Map.of(RequestKind.LIST, 1),
        60,
        Duration.ofSeconds(4),
        connections,
        new Objectives(99.9, 300, 99),
        Comparison.DEFAULT,
        TOLERANT,
        1000);
  }
}
