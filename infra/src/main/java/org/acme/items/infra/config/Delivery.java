package org.acme.items.infra.config;

import java.nio.file.Path;
import java.util.List;
import org.acme.items.infra.config.DeliveryConfig.Step;

/**
 * The way of a change, and the stages on it.
 *
 * @param stages in their order
 */
public record Delivery(Path root, DeliveryConfig settings, List<Stage> stages) {
  /** The name that takes the place of a stage's: {@code ./dev deploy delivery}. */
  public static final String NAME = "delivery";

  /** A stage on the way. */
  public record Stage(Step step, EnvironmentConfig environment) {
    /** Whether a service is deployed here by its pipeline. */
    boolean delivers(String service) {
      return environment.delivered().stream().anyMatch(other -> other.name().equals(service));
    }
  }

  public Delivery {
    stages = List.copyOf(stages);
  }

  public String project() {
    return stages.getFirst().environment().settings().project();
  }

  /** First part of names: {@code items-delivery}. */
  public String prefix() {
    return project() + "-" + NAME;
  }

  /** Names of services that have a pipeline, in alphabetical order. */
  public List<String> services() {
    return stages.stream()
        .flatMap(stage -> stage.environment().delivered().stream())
        .map(ServiceConfig::name)
        .distinct()
        .sorted()
        .toList();
  }

  /** Stages that a service goes through. */
  public List<Stage> stages(String service) {
    return stages.stream().filter(stage -> stage.delivers(service)).toList();
  }

  /** Name of the role of a pipeline, which stages let in; and of the pipeline. */
  public static String pipeline(String project, String subject) {
    return "%s-%s-%s".formatted(project, NAME, subject);
  }
}
