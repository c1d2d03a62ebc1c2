package org.acme.items.dev;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code ./dev deploy} without a stage: from an empty account to services and their pipelines.
 *
 * <p>Everything that can be refused is refused before anything is deployed. A failure stops it;
 * CloudFormation leaves alone what is there and unchanged, so that the way on is the same command.
 *
 * @param yes whether nobody is asked before permissions or network rules are widened
 */
record DeploySequence(Cloud cloud, boolean yes) {
  private static final String WITHOUT =
      "write one, or deploy one stage by its name, as in ./dev deploy demo";

  int run() {
    Delivery delivery = Delivery.read(cloud.workspace().root(), WITHOUT);
    List<String> names =
        Stream.concat(delivery.stages().stream(), Stream.of(Delivery.NAME)).toList();
    cloud
        .console()
        .say("Nothing is deployed before the templates of all are there: " + listed(names));
    List<StageDeployment> steps =
        names.stream().map(name -> StageDeployment.of(name, yes, cloud)).toList();
    refusePlaceholders(steps);
    refuseSeveralAccounts(steps);
    Set<Toolkit> toolkits = new LinkedHashSet<>();
    steps.forEach(step -> toolkits.add(Toolkit.of(step.target(), step.assembly())));
    for (Toolkit toolkit : toolkits) {
      int exit = attempt("before the first step", () -> toolkit.bootstrapIfMissing(cloud));
      if (exit != 0) {
        return exit;
      }
    }
    for (int i = 0; i < steps.size(); i++) {
      StageDeployment step = steps.get(i);
      String name = "%d/%d %s".formatted(i + 1, steps.size(), step.stage());
      cloud.console().say(name);
      int exit = attempt("at " + name, () -> step.run(step.assembly().stacks(), null));
      if (exit != 0) {
        return exit;
      }
    }
    cloud
        .console()
        .say(
            "All of it is deployed. A service has no tasks until its pipeline has built an image;"
                + " what runs tells: ./dev release status");
    new SourceConnection(steps.getLast().assembly(), cloud).tell();
    return 0;
  }

  private void refusePlaceholders(List<StageDeployment> steps) {
    List<String> found =
        steps.stream()
            .map(StageDeployment::placeholders)
            .filter(problem -> !problem.isEmpty())
            .toList();
    if (!found.isEmpty()) {
      throw DevException.usage(
          String.join("\n", found)
              + "\nNothing was deployed. A stage that you do not want yet: leave it out of "
              + Delivery.configuration(Delivery.NAME));
    }
  }

  /** Credentials are of one account, so that a later step would always be refused. */
  private void refuseSeveralAccounts(List<StageDeployment> steps) {
    Set<String> accounts =
        steps.stream()
            .map(step -> step.assembly().stacks().getFirst().account())
            .filter(account -> !account.isEmpty())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (accounts.size() > 1) {
      throw DevException.usage(
          "Nothing was deployed: this is of several accounts (%s). With credentials of each, in this"
                  .formatted(listed(accounts))
              + " order: "
              + steps.stream()
                  .map(step -> "./dev deploy " + step.stage())
                  .collect(Collectors.joining(", ")));
    }
  }

  /** Runs a step; tells how to go on if it fails. */
  private int attempt(String where, Step step) {
    int exit;
    try {
      exit = step.run();
    } catch (DevException e) {
      cloud.console().say(e.sentence());
      exit = e.exitCode();
    }
    if (exit != 0) {
      cloud
          .console()
          .say(
              "Stopped %s (exit code %d). Put right what is told above, then go on with: ./dev deploy%s"
                      .formatted(where, exit, yes ? " --yes" : "")
                  + "\nWhat is there already is left alone then.");
    }
    return exit;
  }

  private static String listed(Iterable<String> names) {
    return String.join(", ", names);
  }

  /** Something with an exit code. */
  private interface Step {
    int run();
  }
}
