package org.acme.items.loadtest.service;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.acme.items.loadtest.engine.jetty.JettyLoadEngine;
import org.acme.items.loadtest.measurement.LoadTest;
import org.acme.items.loadtest.measurement.Measurement;
import org.acme.items.loadtest.measurement.Names;
import org.acme.items.loadtest.measurement.Share;
import org.acme.items.loadtest.report.Analysis;
import org.acme.items.loadtest.report.LoadReport;
import org.acme.items.loadtest.scenario.Phase;
import org.acme.items.loadtest.scenario.Scenario;
import org.acme.items.loadtest.scenario.ScenarioException;
import org.acme.items.loadtest.scenario.ScenarioLoader;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs window after window until its lifetime is over, and keeps the report of the last one. */
@ApplicationScoped
class LoadService {
  private static final Logger LOG = Logger.getLogger(LoadService.class);

  /** Load that nobody remembers costs money for ever. */
  private static final Duration LONGEST_LIFETIME = Duration.ofDays(7);

  private final LoadConfig config;
  private final LoadMetrics metrics;
  private final Clock clock = Clock.systemUTC();
  private final AtomicReference<@Nullable LoadReport> latest = new AtomicReference<>();
  private final AtomicReference<@Nullable LoadTest> running = new AtomicReference<>();
  private final Thread thread = Thread.ofPlatform().name("load").unstarted(this::run);
  private volatile State state = State.STARTING;

  /** What it is doing. */
  enum State {
    STARTING,
    LOADING,
    /** Sends nothing any more, but still answers. */
    LIFETIME_OVER,
    STOPPED,
    BROKEN
  }

  LoadService(LoadConfig config, LoadMetrics metrics) {
    this.config = config;
    this.metrics = metrics;
  }

  void start(@Observes StartupEvent event) {
    try {
      scenario();
      thread.start();
    } catch (ScenarioException e) {
      state = State.BROKEN;
      e.problems().forEach(LOG::error);
      Quarkus.asyncExit(1);
    }
  }

  /** The report of what ran is still made. */
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    boolean loading = state == State.LOADING;
    state = State.STOPPED;
    LoadTest test = running.get();
    if (test != null) {
      test.stop();
    }
    thread.interrupt();
    if (loading) {
      thread.join(Duration.ofSeconds(15));
    }
  }

  State state() {
    return state;
  }

  /** Of the last window that has ended. */
  Optional<LoadReport> latest() {
    return Optional.ofNullable(latest.get());
  }

  /** The scenario with one phase: the configured rate for one window. */
  private Scenario scenario() {
    if (config.rate() < 1 || config.rate() > config.maxRate()) {
      throw new ScenarioException(
          List.of(
              "LOAD_RATE must be from 1 to LOAD_MAX_RATE (%d), got %d"
                  .formatted(config.maxRate(), config.rate())));
    }
    long seconds = config.window().toSeconds();
    if (seconds < 1 || seconds > Duration.ofHours(1).toSeconds()) {
      throw new ScenarioException(
          List.of("LOAD_WINDOW must be from 1s to 1h, got %s".formatted(config.window())));
    }
    if (config.lifetime().compareTo(LONGEST_LIFETIME) > 0) {
      throw new ScenarioException(
          List.of(
              "LOAD_LIFETIME must be at most %d days, got %s"
                  .formatted(LONGEST_LIFETIME.toDays(), config.lifetime())));
    }
    int rate = config.rate();
    return ScenarioLoader.load(Path.of(config.scenario()), routes())
        .withPhases(List.of(new Phase(Phase.Kind.SOAK, rate, rate, (int) seconds)));
  }

  private List<String> routes() {
    return config
        .routes()
        .or(() -> config.backendUrl().map(url -> List.of("backend=" + url, "again=" + url)))
        .orElse(List.of());
  }

  /** Whether it compares a target with itself, for want of a second route. */
  private boolean isControl() {
    return config.routes().isEmpty() && config.backendUrl().isPresent();
  }

  private void run() {
    Instant end = clock.instant().plus(config.lifetime());
    LOG.infof("load begins rate=%d window=%s end=%s", config.rate(), config.window(), end);
    state = State.LOADING;
    try {
      for (int window = 1; state == State.LOADING && clock.instant().isBefore(end); window++) {
        runWindow(window, end);
      }
      if (state == State.LOADING) {
        state = State.LIFETIME_OVER;
        LOG.infof("load ends: its lifetime of %s is over", config.lifetime());
      }
    } catch (RuntimeException e) {
      state = State.BROKEN;
      LOG.errorf(e, "load broke");
    }
  }

  private void runWindow(int window, Instant end) {
    Scenario scenario = scenario();
    metrics.register(scenario);
    LoadTest test =
        new LoadTest(
            new JettyLoadEngine(),
            Names.SYSTEM,
            scenario,
            new LoadTest.Options(
                "%d-%d".formatted(clock.millis(), window),
                window,
                Share.ALL,
                isControl(),
                progress -> {
                  if (!clock.instant().isBefore(end)) {
                    stopRunning();
                  }
                },
                metrics::update));
    running.set(test);
    if (state != State.LOADING) {
      return;
    }
    Measurement measurement = test.run();
    LoadReport report = Analysis.of(measurement);
    latest.set(report);
    metrics.update(report);
    LOG.infof("window ended outcome=%s %s", report.outcome(), report.sentence());
  }

  private void stopRunning() {
    LoadTest test = running.get();
    if (test != null) {
      test.stop();
    }
  }
}
