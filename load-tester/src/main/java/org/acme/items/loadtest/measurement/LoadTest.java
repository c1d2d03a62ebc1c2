package org.acme.items.loadtest.measurement;

import java.io.Closeable;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.acme.items.loadtest.engine.LoadEngine;
import org.acme.items.loadtest.engine.RouteLoad;
import org.acme.items.loadtest.scenario.Route;
import org.acme.items.loadtest.scenario.Scenario;

/**
 * Runs a scenario: round after round, all routes at the same time. Rounds begin on whole seconds of
 * the run, since measurements are taken every second.
 */
public final class LoadTest {
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final LoadEngine engine;
  private final Names names;
  private final Scenario scenario;
  private final Options options;
  private final List<Interval> intervals = new ArrayList<>();
  private final Map<Integer, String> pauses = new TreeMap<>();
  private final Histogram pausesOfRound = Histograms.empty();
  private final List<Round> rounds = new ArrayList<>();
  private final Map<String, Map<String, Long>> reasons = new TreeMap<>();
  private final Map<String, Long> bad = new HashMap<>();
  private final Map<String, ItemsTraffic> traffic = new HashMap<>();
  private final List<RouteMeter> meters = new ArrayList<>();
  private final List<LoadEngine.Load> loads = new ArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final List<Stage> stages;
  private Instant startedAt = Instant.EPOCH;
  private Stage stage;
  private int round = -1;
  private int seconds;
  private CountDownLatch nextSecond = new CountDownLatch(1);

  /**
   * How to run.
   *
   * @param seed of everything that is drawn by lot
   * @param control whether both routes are the same one
   * @param progress told every second
   * @param checkpoint given what there is after each round, should this process be killed
   */
  public record Options(
      String runId,
      long seed,
      Share share,
      boolean control,
      Consumer<Progress> progress,
      Consumer<Measurement> checkpoint) {}

  public LoadTest(LoadEngine engine, Names names, Scenario scenario, Options options) {
    this.engine = engine;
    this.names = names;
    this.scenario = scenario;
    this.options = options;
    this.stages = Stage.of(scenario);
    this.stage = stages.getFirst();
    if (stages.stream().anyMatch(each -> options.share().slice(each.rate()) == 0)) {
      throw new IllegalArgumentException(
          "a rate of the scenario cannot be shared by %d agents: each needs one request per second"
              .formatted(options.share().of()));
    }
    SplittableRandom random = new SplittableRandom(options.seed() + options.share().id());
    for (Route route : scenario.routes()) {
      String key = options.runId() + "-" + options.share().id();
      traffic.put(route.name(), new ItemsTraffic(route, scenario.mix(), key, random.split()));
      reasons.put(route.name(), new TreeMap<>());
    }
  }

  /** Ends the run early; {@link #run} then returns what there is. */
  public void stop() {
    stopped.countDown();
    synchronized (this) {
      loads.forEach(LoadEngine.Load::stop);
    }
  }

  public Measurement run() {
    startedAt = Instant.now();
    SplittableRandom random = new SplittableRandom(options.seed());
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("clock").factory());
    try (PauseMeter pauseMeter = new PauseMeter();
        Closeable _ = clock::shutdownNow) {
      Future<?> ticks = clock.scheduleAtFixedRate(() -> tick(pauseMeter), 1, 1, TimeUnit.SECONDS);
      options.checkpoint().accept(measurement(false));
      for (Stage next : stages) {
        if (isStopped() || ticks.isDone()) {
          break;
        }
        runRound(next, random.split());
        options.checkpoint().accept(measurement(false));
      }
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
    return measurement(true);
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  private void runRound(Stage next, SplittableRandom random) {
    awaitSecond();
    int second;
    List<Planned> planned = new ArrayList<>();
    List<Route> order = new ArrayList<>(scenario.routes());
    Collections.shuffle(order, java.util.Random.from(random));
    int rate = options.share().slice(next.rate());
    long cpu = cpuNanos();
    long begin = System.nanoTime();
    for (Route route : order) {
      List<InetSocketAddress> addresses = resolve(route);
      Collections.shuffle(addresses, java.util.Random.from(random));
      RouteMeter meter = new RouteMeter(route.name(), addresses, scenario.timeout().toNanos());
      planned.add(
          new Planned(
              route,
              meter,
              new RouteLoad(
                  route.url().getScheme(),
                  route.host(),
                  route.port(),
                  addresses,
                  rate,
                  rate * next.seconds(),
                  // Routes with the same regular spacing must not always meet in the same order.
                  Duration.ofNanos(random.nextLong(1 + 1_000_000_000L / rate)),
                  scenario.connections(),
                  scenario.timeout())));
    }
    synchronized (this) {
      second = seconds;
      stage = next;
      round++;
      pausesOfRound.reset();
      planned.forEach(each -> meters.add(each.meter()));
      for (Planned each : planned) {
        loads.add(engine.start(each.load(), traffic(each.route()), each.meter()));
      }
      if (isStopped()) {
        loads.forEach(LoadEngine.Load::stop);
      }
    }
    await(next.seconds());
    double elapsed = System.nanoTime() - begin;
    double cpuPercent =
        100 * (cpuNanos() - cpu) / elapsed / Runtime.getRuntime().availableProcessors();
    finish(next, second, planned, cpuPercent, (cpuNanos() - cpu) / 1e9);
  }

  private record Planned(Route route, RouteMeter meter, RouteLoad load) {}

  private ItemsTraffic traffic(Route route) {
    ItemsTraffic known = traffic.get(route.name());
    if (known == null) {
      throw new IllegalArgumentException("no such route: " + route.name());
    }
    return known;
  }

  /** A name that is not known now may be in the next round; meanwhile its requests fail. */
  private List<InetSocketAddress> resolve(Route route) {
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

  private synchronized CompletableFuture<Void> allDone() {
    return CompletableFuture.allOf(
        loads.stream().map(LoadEngine.Load::done).toArray(CompletableFuture[]::new));
  }

  private void await(int lasting) {
    Duration most = Duration.ofSeconds(lasting).plus(scenario.timeout()).plus(GRACE);
    try {
      allDone().orTimeout(most.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof TimeoutException)) {
        throw e;
      }
      // What has not ended by now is lost.
      synchronized (this) {
        loads.forEach(LoadEngine.Load::stop);
      }
    }
  }

  private synchronized void finish(
      Stage done, int second, List<Planned> planned, double cpuPercent, double cpuSeconds) {
    planned.forEach(each -> keep(each.meter().take(seconds, round)));
    meters.clear();
    loads.clear();
    Map<String, Round.RouteRound> routes = new TreeMap<>();
    for (Planned each : planned) {
      String name = each.route().name();
      Counts counts =
          intervals.stream()
              .filter(interval -> interval.round() == round && interval.route().equals(name))
              .map(Interval::counts)
              .reduce(Counts.NONE, Counts::plus)
              .settled();
      routes.put(
          name,
          new Round.RouteRound(
              each.load().count(),
              counts,
              each.meter().achievedRate(),
              each.meter().latestMillis()));
      bad.merge(name, counts.lost(), Long::sum);
      Map<String, Long> sums = reasons.computeIfAbsent(name, _ -> new TreeMap<>());
      each.meter().reasons().forEach((reason, count) -> sums.merge(reason, count, Long::sum));
      if (counts.lost() > 0) {
        sums.merge("never heard of again", counts.lost(), Long::sum);
      }
    }
    rounds.add(
        new Round(
            round,
            done.phase().kind().word(),
            done.phase().isMeasured(),
            second,
            done.seconds(),
            options.share().slice(done.rate()),
            routes,
            pausesOfRound.getValueAtPercentile(99.9) / 1e6,
            cpuPercent,
            cpuSeconds));
  }

  private synchronized CountDownLatch nextSecond() {
    return nextSecond;
  }

  private void awaitSecond() {
    try {
      if (seconds() > 0 || round >= 0) {
        nextSecond().await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
    }
  }

  private synchronized int seconds() {
    return seconds;
  }

  private synchronized void tick(PauseMeter pauseMeter) {
    Histogram pause = pauseMeter.take();
    pauses.put(seconds, Histograms.encode(pause));
    pausesOfRound.add(pause);
    List<Interval> taken = new ArrayList<>();
    meters.forEach(meter -> taken.addAll(meter.take(seconds, round)));
    keep(taken);
    options.progress().accept(progress(taken, pause));
    seconds++;
    nextSecond.countDown();
    nextSecond = new CountDownLatch(1);
  }

  private void keep(List<Interval> taken) {
    intervals.addAll(taken);
    taken.forEach(interval -> bad.merge(interval.route(), interval.counts().bad(), Long::sum));
  }

  private Progress progress(List<Interval> taken, Histogram pause) {
    List<Progress.RouteProgress> routes = new ArrayList<>();
    for (Route route : scenario.routes()) {
      Histogram latencies = Histograms.empty();
      Counts counts = Counts.NONE;
      for (Interval interval : taken) {
        if (interval.route().equals(route.name())) {
          latencies.add(Histograms.decode(interval.latencies()));
          counts = counts.plus(interval.counts());
        }
      }
      routes.add(
          new Progress.RouteProgress(
              route.name(),
              counts.offered(),
              latencies.getValueAtPercentile(50) / 1e6,
              latencies.getValueAtPercentile(99) / 1e6,
              bad.getOrDefault(route.name(), 0L)));
    }
    return new Progress(
        seconds,
        scenario.seconds() + stages.size() - 1,
        stage.phase().kind().word(),
        options.share().slice(stage.rate()),
        routes,
        pause.getMaxValue() / 1e6);
  }

  private synchronized Measurement measurement(boolean ended) {
    return new Measurement(
        options.runId(),
        startedAt,
        scenario,
        options.control(),
        options.seed(),
        List.of(
            new Measurement.Agent(
                options.share().id(), options.share().of(), ended, seconds - 1, Host.describe())),
        rounds,
        intervals,
        pauses,
        reasons,
        ended,
        ended && isStopped());
  }

  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }
}
