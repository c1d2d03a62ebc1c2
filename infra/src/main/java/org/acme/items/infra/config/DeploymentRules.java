package org.acme.items.infra.config;

import java.util.List;
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
    if (strategy != Strategy.ROLLING) {
      manifest.unused(
          problems, "deployment.minHealthyPercent", deployment.minHealthyPercent(), "rolling");
      manifest.unused(problems, "deployment.maxPercent", deployment.maxPercent(), "rolling");
    }
    // CloudFormation waits 36 hours for a service, of which 33 may be steps.
    int steps = (int) Math.ceil(100.0 / deployment.percentOfStep());
    if (strategy == Strategy.LINEAR && steps * deployment.minutesOfStep() > 33 * 60) {
      manifest.problem(
          problems,
          "deployment.stepMinutes",
          "%d steps of %d minutes are more than the 33 hours that CloudFormation waits"
              .formatted(steps, deployment.minutesOfStep()));
    }
  }
}
