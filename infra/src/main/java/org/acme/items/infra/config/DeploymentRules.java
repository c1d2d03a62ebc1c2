package org.acme.items.infra.config;

import java.util.List;
import java.util.stream.IntStream;
import org.acme.items.infra.config.ConfigLoader.Manifest;
import org.acme.items.infra.config.Deployment.Strategy;
import org.acme.items.infra.config.ServiceConfig.Discovery;
import org.acme.items.infra.config.ServiceConfig.Exposure;

/** Which ways of exchanging tasks ECS has for a service, and which keys belong to which. */
record DeploymentRules(Manifest manifest, StageConfig settings) {
  void check(List<Problem> problems) {
    Deployment deployment = manifest.service().deployment();
    Strategy strategy = deployment.strategy();
    String word = Words.of(strategy);
    if (strategy.shiftsTraffic() && manifest.service().discovery() == Discovery.DNS) {
      manifest.problem(
          problems,
          "deployment.strategy",
          "%s moves requests step by step, but callers that find tasks by DNS call old and new ones at once; allowed with discovery dns: rolling, all-at-once"
              .formatted(word));
    } else if (strategy.shiftsTraffic()
        && !manifest.service().isExposed()
        && manifest.service().discovery() == Discovery.NONE) {
      manifest.problem(
          problems,
          "deployment.strategy",
          "%s needs something that moves requests: exposure internal or public, or discovery service-connect"
              .formatted(word));
    }
    if (!strategy.hasSteps()) {
      manifest.unused(
          problems, "deployment.stepPercent", deployment.stepPercent(), "canary or linear");
      manifest.unused(
          problems, "deployment.stepMinutes", deployment.stepMinutes(), "canary or linear");
    }
    if (!strategy.shiftsTraffic()) {
      manifest.unused(
          problems,
          "deployment.bakeMinutes",
          deployment.bakeMinutes(),
          "blue-green, canary or linear");
      manifest.unused(
          problems, "deployment.testPort", deployment.testPort(), "blue-green, canary or linear");
      manifest.unused(
          problems,
          "deployment.hooks",
          deployment.hooks().isEmpty() ? null : true,
          "blue-green, canary or linear");
    } else if (!manifest.service().isExposed()) {
      manifest.unused(
          problems, "deployment.testPort", deployment.testPort(), "exposure other than none");
    } else if (manifest.service().exposure() == Exposure.PUBLIC
        && settings.entry().testFrom().isEmpty()) {
      manifest.unused(
          problems,
          "deployment.testPort",
          deployment.testPort(),
          "entry.testFrom in the stage: who may reach it");
    }
    Integer testPort = deployment.testPort();
    if (testPort != null && (testPort == 80 || testPort == 443)) {
      manifest.problem(
          problems, "deployment.testPort", testPort + " is for requests; take another port");
    }
    if (strategy.shiftsTraffic()) {
      manifest.unused(
          problems,
          "count.requestsPerTarget",
          manifest.service().count().requestsPerTarget(),
          "deployment.strategy rolling: ECS does not scale on requests while they move from one target group to another");
    }
    if (strategy == Strategy.ROLLING) {
      checkProgress(problems);
    }
    if (strategy != Strategy.ROLLING) {
      manifest.unused(
          problems, "deployment.minHealthyPercent", deployment.minHealthyPercent(), "rolling");
      manifest.unused(problems, "deployment.maxPercent", deployment.maxPercent(), "rolling");
    }
    checkDuration(problems);
  }

  /** At least one task has to be exchanged at a time. */
  private void checkProgress(List<Problem> problems) {
    Deployment deployment = manifest.service().deployment();
    IntStream.concat(
            IntStream.of(manifest.service().count().min()),
            manifest.service().schedules().stream().mapToInt(Schedule::min))
        .filter(tasks -> tasks > 0)
        .filter(tasks ->
            tasks * deployment.mostPercent() / 100
                <= Math.ceilDiv(tasks * deployment.healthyPercent(), 100))
        .min()
        .ifPresent(tasks ->
            manifest.problem(
                problems,
                deployment.maxPercent() == null
                    ? "deployment.minHealthyPercent"
                    : "deployment.maxPercent",
                "with %d task%s and %d %% at most, %d %% at least, none can ever be exchanged"
                    .formatted(
                        tasks,
                        tasks == 1 ? "" : "s",
                        deployment.mostPercent(),
                        deployment.healthyPercent())));
  }

  /** CloudFormation waits 36 hours for a service, of which 33 may be steps. */
  private void checkDuration(List<Problem> problems) {
    Deployment deployment = manifest.service().deployment();
    if (!deployment.strategy().shiftsTraffic()) {
      return;
    }
    int steps =
        switch (deployment.strategy()) {
          case CANARY -> 1;
          case LINEAR -> Math.ceilDiv(100, deployment.percentOfStep());
          case ROLLING, BLUE_GREEN, ALL_AT_ONCE -> 0;
        };
    int minutes =
        steps * deployment.minutesOfStep()
            + deployment.minutesToBake()
            + deployment.hooks().stream().mapToInt(Deployment.Hook::timeoutMinutes).sum();
    if (minutes > 33 * 60) {
      manifest.problem(
          problems,
          "deployment",
          "steps, bake time and hooks take up to %d minutes; CloudFormation waits for %d of them"
              .formatted(minutes, 33 * 60));
    }
  }
}
