package org.acme.items.loadtest.measurement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;
import org.acme.items.loadtest.engine.LoadEngine;

/**
 * A round from its first request to its last answer. The next one may have begun by then: waiting
 * for the answers of a slow target would spare it the load that is due.
 */
final class RunningRound {
  private final int index;
  private final Stage stage;
  private final int rate;
  private final int second;
  private final int patienceSeconds;
  private final Map<String, RouteRun> routes = new TreeMap<>();
  private final Map<String, Counts> counts = new TreeMap<>();
  private final Histogram pauses = Histograms.empty();
  private final long cpuAtStart = Cpu.nanos();
  private final long start = System.nanoTime();
  private double cpuSeconds;
  private double cpuPercent;
  private boolean stopped;

  private record RouteRun(RouteMeter meter, LoadEngine.Load load, int planned) {}

  /**
   * A round that begins.
   *
   * @param rate per second and route, of this process
   * @param second of the run in which it begins
   * @param patienceSeconds that answers may take after the last request is due
   */
  RunningRound(int index, Stage stage, int rate, int second, int patienceSeconds) {
    this.index = index;
    this.stage = stage;
    this.rate = rate;
    this.second = second;
    this.patienceSeconds = patienceSeconds;
  }

  void add(String route, RouteMeter meter, LoadEngine.Load load, int planned) {
    routes.put(route, new RouteRun(meter, load, planned));
  }

  Stage stage() {
    return stage;
  }

  int rate() {
    return rate;
  }

  /** Sends no more than it has. */
  void stop() {
    stopped = true;
    close();
  }

  /** What has not ended is lost. */
  void close() {
    routes.values().forEach(route -> route.load().stop());
  }

  /** What came since it was asked last, with the tester's own pauses meanwhile. */
  List<Interval> take(int atSecond, Histogram pause) {
    pauses.add(pause);
    List<Interval> taken = new ArrayList<>();
    for (RouteRun route : routes.values()) {
      taken.addAll(route.meter().take(atSecond, index));
    }
    taken.forEach(interval -> counts.merge(interval.route(), interval.counts(), Counts::plus));
    return taken;
  }

  /** Its last request is due; what its answers cost from now on is the next round's. */
  void sent() {
    long nanos = Cpu.nanos() - cpuAtStart;
    cpuSeconds = nanos / 1e9;
    cpuPercent =
        100.0 * nanos / (System.nanoTime() - start) / Runtime.getRuntime().availableProcessors();
  }

  /** Whether nothing more will come: all has ended, or what has not by now is lost. */
  boolean isOver(int atSecond) {
    return CompletableFuture.allOf(
                routes.values().stream()
                    .map(route -> route.load().done())
                    .toArray(CompletableFuture[]::new))
            .isDone()
        || atSecond >= second + stage.seconds() + patienceSeconds;
  }

  Round result() {
    Map<String, Round.RouteRound> results = new TreeMap<>();
    routes.forEach((name, route) -> {
      Counts settled = counts.getOrDefault(name, Counts.NONE).settled();
      long planned = stopped ? settled.offered() : route.planned();
      results.put(
          name,
          new Round.RouteRound(
              planned,
              settled,
              planned == 0 ? 0 : rate * route.meter().pace() * settled.offered() / planned,
              route.meter().latestMillis()));
    });
    return new Round(
        index,
        stage.phase().kind().word(),
        stage.phase().isMeasured(),
        second,
        stage.seconds(),
        rate,
        results,
        pauses.getValueAtPercentile(99) / 1e6,
        cpuPercent,
        cpuSeconds);
  }

  /** By route: why requests failed, and how many. */
  Map<String, Map<String, Long>> reasons() {
    Map<String, Map<String, Long>> reasons = new TreeMap<>();
    routes.forEach((name, route) -> {
      Map<String, Long> of = new TreeMap<>(route.meter().reasons());
      long lost = counts.getOrDefault(name, Counts.NONE).settled().lost();
      if (lost > 0) {
        of.put("never heard of again", lost);
      }
      reasons.put(name, of);
    });
    return reasons;
  }
}
