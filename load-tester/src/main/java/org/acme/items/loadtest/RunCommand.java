package org.acme.items.loadtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.acme.items.loadtest.engine.jetty.JettyLoadEngine;
import org.acme.items.loadtest.measurement.LoadTest;
import org.acme.items.loadtest.measurement.Measurement;
import org.acme.items.loadtest.measurement.Names;
import org.acme.items.loadtest.measurement.Reachability;
import org.acme.items.loadtest.measurement.Share;
import org.acme.items.loadtest.report.Analysis;
import org.acme.items.loadtest.report.LoadReport;
import org.acme.items.loadtest.report.ReportFiles;
import org.acme.items.loadtest.scenario.Route;
import org.acme.items.loadtest.scenario.Scenario;
import org.acme.items.loadtest.scenario.ScenarioException;
import org.acme.items.loadtest.scenario.ScenarioLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code run}. */
@Command(name = "run", description = "Run a scenario once; Ctrl-C gives the report of what ran.")
final class RunCommand implements Callable<Integer> {
  /** By which agents may begin apart; beyond it the merged result is not valid. */
  private static final long LATE_MILLIS = 1_000;

  /** After the last answer, or its timeout. */
  private static final Duration FOR_THE_REPORT = Duration.ofSeconds(20);

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  @Parameters(paramLabel = "SCENARIO.yaml", description = "What to do.")
  private Path file = Path.of(".");

  @Option(
      names = "--route",
      paramLabel = "NAME=URL",
      description = "Instead of the scenario's routes; the second is compared with the first.")
  private List<String> routes = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "${env:LOAD_OUT:-load-report}",
      description = "For the report: LOAD_OUT, or load-report.")
  private Path out = Path.of(".");

  @Option(names = "--control", description = "Compare the first route with itself.")
  private boolean control;

  @Option(names = "--seed", description = "Of all that is drawn by lot.")
  private @Nullable Long seed;

  @Option(names = "--yes", description = "Do not ask before loading a public target.")
  private boolean yes;

  @Option(names = "--agents", description = "How many processes share the load.")
  private int agents = 1;

  @Option(names = "--agent-id", description = "Which of them this is, from 1.")
  private int agentId = 1;

  @Option(names = "--start-at", description = "When all agents begin: 2026-11-21T10:00:00Z.")
  private @Nullable Instant startAt;

  @Option(
      names = "--run-id",
      description = "The same for all agents of a run; by default made of --start-at and --seed.")
  private @Nullable String runId;

  private final Terminal terminal;

  RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Scenario scenario = scenario();
    Share share = share();
    long drawn = seed == null ? System.nanoTime() & 0xffff_ffffL : seed;
    Instant begin = startAt == null ? Instant.now() : startAt;
    LoadTest.Options options =
        new LoadTest.Options(
            runId == null ? "%d-%d".formatted(begin.getEpochSecond(), drawn) : runId,
            drawn,
            share,
            control,
            terminal::show,
            this::checkpoint);
    LoadTest test = test(scenario, options);
    if (!isAllowed(scenario)) {
      return LoadTester.WRONG;
    }
    if (!isReachable(scenario)) {
      return LoadReport.Outcome.UNREACHABLE.exitCode();
    }
    long early = Duration.between(Instant.now(), begin).toMillis();
    if (agents > 1 && early < -LATE_MILLIS) {
      throw new ScenarioException(
          List.of(
              "--start-at %s is %d s ago, and the other agents have begun: give them more time"
                  .formatted(begin, TimeUnit.MILLISECONDS.toSeconds(-early))));
    }
    TimeUnit.MILLISECONDS.sleep(Math.max(0, early));
    return report(test, scenario.timeout().plus(FOR_THE_REPORT));
  }

  private Scenario scenario() {
    Scenario scenario = ScenarioLoader.load(file, routes);
    if (!control) {
      return scenario;
    }
    Route route = scenario.routes().getFirst();
    return scenario.withRoutes(List.of(route, new Route(route.name() + "-again", route.url())));
  }

  private Share share() {
    try {
      if (agents > 1 && startAt == null) {
        throw new ScenarioException(
            List.of("--agents needs --start-at, so that all agents begin together"));
      }
      if (agents > 1 && seed == null && runId == null) {
        throw new ScenarioException(
            List.of("--agents needs the same --seed or --run-id for all agents"));
      }
      return new Share(agentId, agents);
    } catch (IllegalArgumentException e) {
      throw new ScenarioException(
          List.of(
              "--agent-id must be from 1 to --agents, got %d of %d".formatted(agentId, agents)));
    }
  }

  private LoadTest test(Scenario scenario, LoadTest.Options options) {
    try {
      return new LoadTest(new JettyLoadEngine(), Names.SYSTEM, scenario, options);
    } catch (IllegalArgumentException e) {
      throw new ScenarioException(List.of(file + " phases: " + e.getMessage()));
    }
  }

  private boolean isAllowed(Scenario scenario) {
    Map<String, Integer> questionable = yes ? Map.of() : Safety.questionable(scenario);
    if (questionable.isEmpty()) {
      return true;
    }
    String what =
        questionable.entrySet().stream()
            .map(each -> "%d requests per second to %s".formatted(each.getValue(), each.getKey()))
            .collect(Collectors.joining(", "));
    if (terminal.asksFor("Up to %s, which is not private. Is it yours?".formatted(what))) {
      return true;
    }
    terminal.complain(
        "Not started: %s, which is not private, are more than askAbove (%d). Say --yes if it is yours."
            .formatted(what, scenario.askAbove()));
    return false;
  }

  private boolean isReachable(Scenario scenario) {
    boolean reachable = true;
    for (Route route : scenario.routes()) {
      Reachability.Finding finding = Reachability.of(route, scenario);
      finding.sentences().forEach(terminal::complain);
      reachable &= finding.answered();
    }
    return reachable;
  }

  /** Runs it; when a person or ECS ends this process, the report is made before it ends. */
  private int report(LoadTest test, Duration patience) {
    CountDownLatch reported = new CountDownLatch(1);
    AtomicInteger exitCode = new AtomicInteger(LoadTester.WRONG);
    Thread hook =
        new Thread(() -> {
          test.stop();
          try {
            boolean done = reported.await(patience.toSeconds(), TimeUnit.SECONDS);
            Runtime.getRuntime().halt(done ? exitCode.get() : LoadTester.WRONG);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      LoadReport report = Analysis.of(test.run());
      exitCode.set(ReportCommand.publish(report, out, terminal));
    } finally {
      reported.countDown();
      removeHook(hook);
    }
    return exitCode.get();
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It runs already, and ends this process.
    }
  }

  private void checkpoint(Measurement measurement) {
    try {
      ReportFiles.writeCheckpoint(measurement, out);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be written: %s".formatted(out, e.getMessage()), e);
    }
  }
}
