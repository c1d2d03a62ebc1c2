package org.acme.items.infra.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.acme.items.infra.config.StageConfig.Egress;

/** What one key of a stage says about another. */
record StageRules(String stage, StageConfig settings, YamlTree tree, Map<String, YamlTree> others) {
  /** Days that CloudWatch Logs offers, up to two years; "PutRetentionPolicy" in its reference. */
  public static final Set<Integer> LOG_DAYS =
      new TreeSet<>(Set.of(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731));

  void check(List<Problem> problems) {
    if (!LOG_DAYS.contains(settings.logDays())) {
      problems.add(
          tree.problem(
              "logDays",
              "CloudWatch does not keep logs for %d days; allowed: %s"
                  .formatted(
                      settings.logDays(),
                      LOG_DAYS.stream().map(String::valueOf).collect(Collectors.joining(", ")))));
    }
    checkAlarms(problems);
    checkEntry(problems);
    StageConfig.ManagedInstances managed = settings.managedInstances();
    if (managed.minProcessors() > managed.maxProcessors()) {
      problems.add(
          tree.problem(
              "managedInstances.minProcessors",
              "%d is more than maxProcessors, %d"
                  .formatted(managed.minProcessors(), managed.maxProcessors())));
    }
    boolean elsewhere =
        settings.registry().stage() != null && !stage.equals(settings.registry().stage());
    if (settings.registry().account() != null && !elsewhere) {
      problems.add(
          tree.problem(
              "registry.account", "is for repositories of another stage: set registry.stage"));
    }
    if (elsewhere) {
      checkRegistry(String.valueOf(settings.registry().stage()), problems);
    }
    if (!settings.registry().readers().isEmpty() && elsewhere) {
      problems.add(
          tree.problem(
              "registry.readers",
              "belongs to the stage that has the repositories, " + settings.registry().stage()));
    }
    checkProduction(problems);
  }

  private void checkRegistry(String wanted, List<Problem> problems) {
    YamlTree registry = others.get(wanted);
    if (registry == null) {
      if (settings.registry().account() == null) {
        problems.add(
            tree.problem(
                "registry.stage",
                "there is no stage %s; others: %s%s"
                    .formatted(
                        wanted,
                        others.isEmpty() ? "none" : String.join(", ", others.keySet()),
                        Nearest.hint(wanted, List.copyOf(others.keySet())))));
      }
      return;
    }
    String region = registry.text("region");
    if (region != null && !settings.region().equals(region)) {
      problems.add(
          tree.problem(
              "registry.stage",
              "%s is in %s; repositories have to be in this stage's region, %s"
                  .formatted(wanted, region, settings.region())));
    }
    String project = registry.text("project");
    if (!settings.project().equals(project == null ? StageConfig.DEFAULT_PROJECT : project)) {
      problems.add(tree.problem("registry.stage", "%s is of another project".formatted(wanted)));
    }
  }

  private void checkAlarms(List<Problem> problems) {
    StageConfig.Alarms alarms = settings.alarms();
    if (alarms.enabled() && alarms.emails().isEmpty()) {
      problems.add(
          tree.problem(
              "alarms.emails",
              "name at least one address, or set alarms.enabled to false: nobody would be told"));
    }
    if (!alarms.enabled() && !alarms.pages().isEmpty()) {
      problems.add(tree.problem("alarms.pages", "is of no use while alarms.enabled is false"));
    }
    if (!alarms.enabled() && !alarms.emails().isEmpty()) {
      problems.add(tree.problem("alarms.emails", "is of no use while alarms.enabled is false"));
    }
    if (settings.budgetUsd() != null && alarms.emails().isEmpty()) {
      problems.add(tree.problem("budgetUsd", "needs alarms.emails: nobody would be told"));
    }
  }

  private void checkEntry(List<Problem> problems) {
    StageConfig.PublicEntry entry = settings.entry();
    if (entry.oidc() != null && entry.cognito() != null) {
      problems.add(tree.problem("entry.cognito", "cannot be together with entry.oidc"));
    }
    if (entry.hasLogin() && entry.domain() == null) {
      problems.add(
          tree.problem(
              entry.oidc() != null ? "entry.oidc" : "entry.cognito",
              "needs entry.domain: load balancers log in over HTTPS only"));
    }
  }

  private void checkProduction(List<Problem> problems) {
    if (!settings.production()) {
      if (stage.equals("prod")) {
        problems.add(tree.problem("production", "must be true in prod"));
      }
      return;
    }
    if (!settings.alarms().enabled()) {
      problems.add(tree.problem("alarms.enabled", "must be true in production"));
    }
    if (settings.network().egress() == Egress.NAT_INSTANCE
        || settings.network().egress() == Egress.PUBLIC_IP) {
      problems.add(
          tree.problem(
              "network.egress",
              "%s is not for production; allowed there: nat-gateway, nat-gateway-single, endpoints"
                  .formatted(Words.of(settings.network().egress()))));
    }
    if (settings.managedInstances().spot()) {
      problems.add(
          tree.problem(
              "managedInstances.spot",
              "must be false in production, where tasks may not be taken away"));
    }
    if (settings.logDays() < 30) {
      problems.add(
          tree.problem("logDays", "must be 30 or more in production, got " + settings.logDays()));
    }
  }
}
