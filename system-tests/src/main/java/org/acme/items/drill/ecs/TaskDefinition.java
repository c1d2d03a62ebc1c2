package org.acme.items.drill.ecs;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a task is.
 *
 * @param image as Docker knows it
 * @param secrets names of environment variables whose values ECS fetches before it starts the
 *     container
 * @param stopTimeout after which a container that was asked to end is killed
 */
public record TaskDefinition(
    String image,
    int cpuUnits,
    int memoryMiB,
    int port,
    String user,
    Map<String, String> environment,
    List<String> secrets,
    HealthCheck healthCheck,
    Duration stopTimeout) {

  /**
   * ECS's check of a container.
   *
   * @param startPeriod in which failures do not count
   */
  public record HealthCheck(
      List<String> command,
      Duration interval,
      Duration timeout,
      int retries,
      Duration startPeriod) {
    public HealthCheck {
      command = List.copyOf(command);
    }

    /** The longest time from start until a container that never answers is unhealthy. */
    public Duration longest() {
      return startPeriod.plus(interval.plus(timeout).multipliedBy(retries));
    }
  }

  public TaskDefinition {
    environment = Map.copyOf(environment);
    secrets = List.copyOf(secrets);
  }

  /** The next revision, with another image. */
  public TaskDefinition withImage(String other) {
    return new TaskDefinition(
        other, cpuUnits, memoryMiB, port, user, environment, secrets, healthCheck, stopTimeout);
  }

  /** The next revision, with variables that come on top or instead. */
  public TaskDefinition withEnvironment(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(variables);
    return new TaskDefinition(
        image, cpuUnits, memoryMiB, port, user, all, secrets, healthCheck, stopTimeout);
  }

  /** The next revision, which needs a secret. */
  public TaskDefinition withSecret(String name) {
    return new TaskDefinition(
        image,
        cpuUnits,
        memoryMiB,
        port,
        user,
        environment,
        List.of(name),
        healthCheck,
        stopTimeout);
  }
}
