package org.acme.items.drill;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** What can be drilled. */
enum Drill {
  ROLL("a new version replaces the old one: no request fails", Rollouts::roll),
  PREVIOUS("the release before and this one share the table, back and forth", Rollouts::previous),
  CRASH("a version that ends at its start is rolled back", BadReleases::crash),
  NEVER_READY("a version that never gets ready is rolled back", BadReleases::neverReady),
  SLOW("a version that is slower than promised is rolled back", BadReleases::slow),
  ERRORS("a version that answers with errors is rolled back", BadReleases::errors),
  WRONG_ARCH("an image for another processor is rolled back", BadReleases::wrongArchitecture),
  MISSING_SECRET("a version whose secret is not there is rolled back", BadReleases::missingSecret),
  OUT_OF_MEMORY("a version that needs too much memory is rolled back", BadReleases::outOfMemory),
  KILL_TASK("a task of the backend is lost: no visitor notices", Losses::killTask),
  KILL_NODE("half of the tasks are lost at once", Losses::killNode),
  TABLE_THROTTLED("the table refuses half of the requests", TableFaults::throttled),
  TABLE_SLOW("the table answers later than anybody waits", TableFaults::slow),
  TABLE_DOWN("the table cannot be reached", TableFaults::down),
  DNS_STALE("discovery goes on naming a task that is gone", Losses::staleDns),
  CLOCK_SKEW("the clocks of tasks differ by an hour", Rollouts::clockSkew);

  private final String description;
  private final Consumer<Run> steps;

  Drill(String description, Consumer<Run> steps) {
    this.description = description;
    this.steps = steps;
  }

  /** As people type it: {@code table-down}. */
  String command() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  String description() {
    return description;
  }

  static Optional<Drill> of(String command) {
    return Arrays.stream(values()).filter(drill -> drill.command().equals(command)).findFirst();
  }

  /** Runs it on a site that is steady, and leaves it so. */
  DrillResult run(Site site, long seed) {
    try (Run run = new Run(site, command(), seed)) {
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
