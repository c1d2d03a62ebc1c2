package org.acme.items.drill;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Something to drill.
 *
 * @param name as people type it: {@code table-down}
 * @param description in a line
 * @param steps what is done to a site that is steady, and what has to be so afterwards
 */
record Drill(String name, String description, Consumer<Run> steps) {
  private static final List<Drill> ALL =
      List.of(
          new Drill("roll", "a new version replaces the old one: no request fails", Rollouts::roll),
          new Drill(
              "previous",
              "the release before and this one share the table, back and forth",
              Rollouts::previous),
          new Drill("crash", "a version that ends at its start is rolled back", BadReleases::crash),
          new Drill(
              "never-ready",
              "a version that never gets ready is rolled back",
              BadReleases::neverReady),
          new Drill(
              "slow", "a version that is slower than promised is rolled back", BadReleases::slow),
          new Drill(
              "errors", "a version that answers with errors is rolled back", BadReleases::errors),
          new Drill(
              "wrong-arch",
              "an image for another processor is rolled back",
              BadReleases::wrongArchitecture),
          new Drill(
              "missing-secret",
              "a version whose secret is not there is rolled back",
              BadReleases::missingSecret),
          new Drill(
              "out-of-memory",
              "a version that needs too much memory is rolled back",
              BadReleases::outOfMemory),
          new Drill("kill-task", "a task of the backend is lost", Losses::killTask),
          new Drill("kill-node", "half of the tasks are lost at once", Losses::killNode),
          new Drill(
              "table-throttled", "the table refuses half of the requests", TableFaults::throttled),
          new Drill("table-slow", "the table answers later than anybody waits", TableFaults::slow),
          new Drill("table-down", "the table cannot be reached", TableFaults::down),
          new Drill("flood", "ten times what a task can answer, for a minute", Floods::flood),
          new Drill("dns-stale", "discovery goes on naming a task that is gone", Losses::staleDns),
          new Drill("clock-skew", "the clocks of tasks differ by an hour", Rollouts::clockSkew));

  /** All but the soak and the planted one, in the order in which they run. */
  static List<Drill> all() {
    return ALL;
  }

  static Optional<Drill> named(String name) {
    return ALL.stream().filter(drill -> drill.name.equals(name)).findFirst();
  }

  static Drill soak(Duration time) {
    return new Drill(
        "soak",
        "load for %d minutes: nothing grows".formatted(time.toMinutes()),
        run -> Soak.run(run, time));
  }

  /** A release that is bad as a person wants it, see {@link BadReleases#planted}. */
  static Drill planted(String fault) {
    return new Drill(
        "planted",
        "a version with the fault of --fault is rolled back",
        run -> BadReleases.planted(run, fault));
  }

  /** Runs it. */
  DrillResult run(Site site, long seed) {
    try (Run run = new Run(site, name, seed)) {
      try {
        steps.accept(run);
      } catch (IllegalStateException e) {
        run.expect("the drill comes to its end; but " + e.getMessage(), false);
        run.endLoad();
      }
      return run.result();
    }
  }
}
