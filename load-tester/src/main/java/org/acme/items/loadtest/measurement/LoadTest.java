package org.acme.items.loadtest.measurement;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.acme.items.loadtest.engine.LoadEngine;
import org.acme.items.loadtest.scenario.Route;
import org.acme.items.loadtest.scenario.Scenario;

/**
 * Runs a scenario: round after round, all routes at the same time. Rounds begin on whole seconds of
 * the run, whether or not the target has answered the one before; measurements are taken every
 * second.
 */
public final class LoadTest {
  /** After the timeout, for connections to be closed. */
  private static final int GRACE_SECONDS = 3;

  /** From the making of a round's clients, which a young JVM is slow at, to its first request. */
  private static final int HEAD_START_SECONDS = 1;

  private final Scenario scenario;
  private final Options options;
  private final List<Interval> intervals = new ArrayList<>();
  private final Map<Integer, String> pauses = new TreeMap<>();
  private final List<Round> rounds = new ArrayList<>();
  private final Map<String, Map<String, Long>> reasons = new TreeMap<>();
  private final Map<String, Long> bad = new HashMap<>();
  private final List<RunningRound> running = new ArrayList<>();
  private final RouteStarter starter;
  private final List<Stage> stages;
  private Instant startedAt = Instant.EPOCH;
  private int begun;
  private int seconds;
  private boolean stopped;

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
    this.scenario = scenario;
    this.options = options;
    this.stages = Stage.of(scenario);
    if (stages.stream().anyMatch(each -> options.share().slice(each.rate()) == 0)) {
      throw new IllegalArgumentException(
          "a rate of the scenario cannot be shared by %d agents: each needs one request per second"
              .formatted(options.share().of()));
    }
    this.starter =
        new RouteStarter(
            engine,
            names,
            scenario,
            options.runId() + "-" + options.share().id(),
            new SplittableRandom(options.seed() + options.share().id()));
    scenario.routes().forEach(route -> reasons.put(route.name(), new TreeMap<>()));
  }

  /** Ends the run early; {@link #run} then returns what there is. */
  public synchronized void stop() {
    stopped = true;
    running.forEach(RunningRound::stop);
  }

  public Measurement run() {
    startedAt = Instant.now();
    SplittableRandom random = new SplittableRandom(options.seed() ^ options.share().id());
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("clock").factory());
    try (PauseMeter pauseMeter = new PauseMeter()) {
      Future<?> ticks = clock.scheduleAtFixedRate(() -> tick(pauseMeter), 1, 1, TimeUnit.SECONDS);
      Checkpoint checkpoint = new Checkpoint();
      int next = 0;
      for (Stage stage : stages) {
        begin(stage, random.split());
        checkpoint.writeIfDue();
        next += stage.seconds();
        awaitSecond(next, ticks);
      }
      while (isRunning() && !ticks.isDone()) {
        awaitSecond(++next, ticks);
        checkpoint.writeIfDue();
      }
      if (ticks.isDone()) {
        throw new IllegalStateException("measuring broke", ticks.exceptionNow());
      }
    } finally {
      clock.shutdownNow();
    }
    return measurement(true);
  }

  private synchronized boolean isRunning() {
    return !running.isEmpty();
  }

  private void begin(Stage stage, SplittableRandom random) {
    List<Route> order = new ArrayList<>(scenario.routes());
    Collections.shuffle(order, java.util.Random.from(random));
    Map<Route, List<InetSocketAddress>> addresses = new HashMap<>();
    order.forEach(route -> addresses.put(route, starter.resolve(route)));
    synchronized (this) {
      if (stopped) {
        return;
      }
      running.forEach(RunningRound::sent);
      int rate = options.share().slice(stage.rate());
      RunningRound round =
          new RunningRound(
              begun++,
              stage,
              rate,
              seconds + HEAD_START_SECONDS,
              Math.toIntExact(scenario.timeout().toSeconds()) + GRACE_SECONDS);
      long start = System.nanoTime() + TimeUnit.SECONDS.toNanos(HEAD_START_SECONDS);
      for (Route route : order) {
        starter.start(
            round, route, addresses.getOrDefault(route, List.of()), start, random.split());
      }
      running.add(round);
    }
  }

  /** Until so many seconds are over, or nothing is under way any more after a stop. */
  private synchronized void awaitSecond(int second, Future<?> ticks) {
    try {
      while (seconds < second && !ticks.isDone() && !(stopped && running.isEmpty())) {
        wait(TimeUnit.SECONDS.toMillis(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
    }
  }

  private synchronized int finishedRounds() {
    return rounds.size();
  }

  /** Keeps what there is after each round, as long as that takes a twentieth of the time. */
  private final class Checkpoint {
    private static final int OF_THE_TIME = 20;

    private int kept = -1;
    private long notBefore = System.nanoTime();

    void writeIfDue() {
      long begin = System.nanoTime();
      int finished = finishedRounds();
      if (finished > kept && begin - notBefore >= 0) {
        options.checkpoint().accept(measurement(false));
        kept = finished;
        if (finished > 0) { // the first is slow for other reasons
          long end = System.nanoTime();
          notBefore = end + OF_THE_TIME * (end - begin);
        }
      }
    }
  }

  private synchronized void tick(PauseMeter pauseMeter) {
    Histogram pause = pauseMeter.take();
    pauses.put(seconds, Histograms.encode(pause));
    List<RunningRound> over = running.stream().filter(round -> round.isOver(seconds + 1)).toList();
    List<Interval> taken = new ArrayList<>();
    running.forEach(round -> taken.addAll(round.take(seconds, pause)));
    intervals.addAll(taken);
    taken.forEach(interval -> bad.merge(interval.route(), interval.counts().bad(), Long::sum));
    if (!running.isEmpty()) {
      options.progress().accept(progress(running.getLast(), taken, pause));
    }
    over.forEach(this::finish);
    seconds++;
    notifyAll();
  }

  private void finish(RunningRound round) {
    if (round == running.getLast()) {
      round.sent();
    }
    running.remove(round);
    round.close();
    Round result = round.result();
    rounds.add(result);
    result.routes().forEach((route, had) -> bad.merge(route, had.counts().lost(), Long::sum));
    if (!result.measured()) {
      return;
    }
    round
        .reasons()
        .forEach((route, counts) -> {
          Map<String, Long> sums = reasons.computeIfAbsent(route, _ -> new TreeMap<>());
          counts.forEach((reason, count) -> sums.merge(reason, count, Long::sum));
        });
  }

  private Progress progress(RunningRound round, List<Interval> taken, Histogram pause) {
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
        scenario.seconds(),
        round.stage().phase().kind().word(),
        round.rate(),
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
                options.share().id(),
                options.share().of(),
                ended,
                seconds - 1,
                0,
                Host.describe())),
        rounds.stream().sorted(Comparator.comparingInt(Round::index)).toList(),
        intervals,
        pauses,
        reasons,
        ended,
        ended && stopped);
  }
}
