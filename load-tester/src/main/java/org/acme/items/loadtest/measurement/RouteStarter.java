package org.acme.items.loadtest.measurement;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.acme.items.loadtest.engine.Arrivals;
import org.acme.items.loadtest.engine.LoadEngine;
import org.acme.items.loadtest.engine.RouteLoad;
import org.acme.items.loadtest.scenario.Route;
import org.acme.items.loadtest.scenario.Scenario;

/** Looks up where a route leads now, and begins to send there. */
final class RouteStarter {
  private final LoadEngine engine;
  private final Names names;
  private final Scenario scenario;
  private final Map<String, ItemsTraffic> traffic = new HashMap<>();

  /**
   * For all routes of a scenario.
   *
   * @param key of this run and agent, for what must not be made twice
   */
  RouteStarter(
      LoadEngine engine, Names names, Scenario scenario, String key, SplittableRandom random) {
    this.engine = engine;
    this.names = names;
    this.scenario = scenario;
    for (Route route : scenario.routes()) {
      traffic.put(route.name(), new ItemsTraffic(route, scenario.mix(), key, random.split()));
    }
  }

  /** Begins to send on one route of a round, at {@code start} of {@link System#nanoTime}. */
  void start(
      RunningRound round,
      Route route,
      List<InetSocketAddress> addresses,
      long start,
      SplittableRandom random) {
    Collections.shuffle(addresses, java.util.Random.from(random));
    int seconds = round.stage().seconds();
    int count = Math.multiplyExact(round.rate(), seconds);
    Arrivals arrivals = Arrivals.poisson(count, Duration.ofSeconds(seconds), random);
    RouteMeter meter = new RouteMeter(route.name(), addresses, scenario.timeout().toNanos());
    RouteLoad load =
        new RouteLoad(
            route.url().getScheme(),
            route.host(),
            route.port(),
            addresses,
            start,
            arrivals,
            scenario.connections(),
            scenario.timeout());
    round.add(route.name(), meter, engine.start(load, traffic(route), meter), count);
  }

  private ItemsTraffic traffic(Route route) {
    ItemsTraffic known = traffic.get(route.name());
    if (known == null) {
      throw new IllegalArgumentException("no such route: " + route.name());
    }
    return known;
  }

  /** A name that is not known now may be in the next round; meanwhile its requests fail. */
  List<InetSocketAddress> resolve(Route route) {
    String host = route.host().replaceAll("^\\[|\\]$", "");
    try {
      return new ArrayList<>(
          names.addresses(host).stream()
              .distinct()
              .map(address -> new InetSocketAddress(address, route.port()))
              .toList());
    } catch (UnknownHostException e) {
      return new ArrayList<>(List.of(InetSocketAddress.createUnresolved(host, route.port())));
    }
  }
}
