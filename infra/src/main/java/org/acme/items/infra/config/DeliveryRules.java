package org.acme.items.infra.config;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.acme.items.infra.config.DeliveryConfig.RepositoryHost;
import org.acme.items.infra.config.DeliveryConfig.Step;
import org.acme.items.infra.config.ServiceConfig.Exposure;

/** What {@code infra/delivery.yaml} and the stages say about each other. */
record DeliveryRules(Delivery delivery, YamlTree tree) {
  /**
   * Of the name of a stack with which names of its roles still begin: they have 64 characters, of
   * which CloudFormation gives the rest to the role itself.
   */
  private static final int LONGEST_STACK = 24;

  void check(List<Problem> problems) {
    DeliveryConfig settings = delivery.settings();
    DeliveryConfig.Source source = settings.source();
    if (source.provider() == RepositoryHost.CODECOMMIT) {
      if (source.repository().contains("/")) {
        problem(problems, "source.repository", "has no owner with codecommit, only a name");
      }
      if (source.connectionArn() != null) {
        problem(problems, "source.connectionArn", "is of no use with codecommit");
      }
    } else if (!source.repository().contains("/")) {
      problem(
          problems,
          "source.repository",
          "must be owner/name with %s, got %s"
              .formatted(Words.of(source.provider()), source.repository()));
    }
    if (settings.emails().isEmpty()) {
      problem(problems, "emails", "name at least one address: nobody would hear of a failure");
    }
    if (!StageRules.LOG_DAYS.contains(settings.logDays())) {
      problem(
          problems,
          "logDays",
          "CloudWatch does not keep logs for %d days".formatted(settings.logDays()));
    }
    String images = account(delivery.stages().getFirst().environment());
    if (!images.equals(settings.account() == null ? "" : settings.account())) {
      problem(
          problems,
          "account",
          "must be that of the repositories, %s, into which builds push"
              .formatted(images.isEmpty() ? "which is not named" : images));
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < delivery.stages().size(); i++) {
      Delivery.Stage stage = delivery.stages().get(i);
      String at = "stages[%d].".formatted(i);
      if (!seen.add(stage.step().stage())) {
        problem(problems, at + "stage", stage.step().stage() + " is there twice");
      }
      check(stage, at, problems);
    }
  }

  private void check(Delivery.Stage stage, String at, List<Problem> problems) {
    Step step = stage.step();
    EnvironmentConfig environment = stage.environment();
    EnvironmentConfig first = delivery.stages().getFirst().environment();
    if (!environment.settings().region().equals(delivery.settings().region())) {
      problem(
          problems,
          at + "stage",
          "%s is in %s; pipelines and stages have to be in one region, %s"
              .formatted(
                  step.stage(), environment.settings().region(), delivery.settings().region()));
    }
    if (!environment.settings().project().equals(first.settings().project())) {
      problem(problems, at + "stage", step.stage() + " is of another project");
    }
    if (!environment.registryStage().equals(first.registryStage())
        || !Objects.equals(account(environment), account(first))) {
      problem(
          problems,
          at + "stage",
          "%s has its images in %s and %s in %s; one image goes through all stages: set registry.stage"
              .formatted(
                  step.stage(), environment.registryStage(), first.stage(), first.registryStage()));
    }
    if (environment.settings().production() && !step.approval()) {
      problem(problems, at + "approval", "must be true in production");
    }
    if (step.soakMinutes() > 0 && !environment.settings().alarms().enabled()) {
      problem(problems, at + "soakMinutes", step.stage() + " has no alarms that could be watched");
    }
    boolean isPublic =
        environment.services().stream().anyMatch(service -> service.exposure() == Exposure.PUBLIC);
    if (step.load() != null && !isPublic) {
      problem(problems, at + "load", step.stage() + " has no public service");
    }
    for (ServiceConfig service : environment.delivered()) {
      String stack = environment.stack(service.name());
      if (stack.length() > LONGEST_STACK) {
        problem(
            problems,
            at + "stage",
            "%s is %d too long for roles of a pipeline, which know names of %d characters"
                .formatted(stack, stack.length() - LONGEST_STACK, LONGEST_STACK));
      }
    }
    String account = environment.settings().account();
    if (step.soakMinutes() > 0 && !Objects.equals(account, delivery.settings().account())) {
      problem(
          problems,
          at + "soakMinutes",
          "pipelines cannot watch alarms of another account than theirs");
    }
  }

  /** Of the repositories. */
  private static String account(EnvironmentConfig environment) {
    String named = environment.settings().registry().account();
    String own = environment.settings().account();
    return named != null ? named : own == null ? "" : own;
  }

  private void problem(List<Problem> problems, String path, String message) {
    problems.add(tree.problem(path, message));
  }
}
