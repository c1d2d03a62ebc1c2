package org.acme.items.drill.ecs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One task: its container, and what ECS knows of it. */
final class Task {
  /**
   * On Fargate a task that starts takes nothing from those that serve. Here they share processors,
   * so it has little weight until it is healthy.
   */
  static final String SERVING_SHARES = "8192";

  private static final String STARTING_SHARES = "2048";

  /** ECS's states, as far as a container can be in them. */
  enum Status {
    PROVISIONING,
    RUNNING,
    DEACTIVATING,
    STOPPED
  }

  final String name;
  final Deployment deployment;
  volatile Status status = Status.PROVISIONING;
  volatile String address = "";
  volatile boolean containerHealthy;
  volatile boolean registered;

  /** Whether the load balancer has found it healthy. */
  volatile boolean targetHealthy;

  /** When it was running, on the clock of {@link System#nanoTime()}. */
  volatile long runningSince;

  volatile @Nullable String stoppedReason;

  Task(String name, Deployment deployment) {
    this.name = name;
    this.deployment = deployment;
  }

  boolean isThere() {
    return status == Status.PROVISIONING || status == Status.RUNNING;
  }

  /** The command that starts its container as Fargate would. */
  List<String> run(String network, Map<String, String> extraEnvironment) {
    TaskDefinition definition = deployment.task();
    TaskDefinition.HealthCheck check = definition.healthCheck();
    List<String> command =
        new ArrayList<>(
            List.of(
                "run",
                "--detach",
                "--init",
                "--name",
                name,
                "--network",
                network,
                "--cpus",
                Double.toString(definition.cpuUnits() / 1024.0),
                "--memory",
                definition.memoryMiB() + "m",
                "--memory-swap",
                definition.memoryMiB() + "m",
                "--user",
                definition.user(),
                "--read-only",
                "--tmpfs",
                "/tmp:size=64m",
                "--cap-drop",
                "ALL",
                "--security-opt",
                "no-new-privileges",
                "--health-cmd",
                String.join(" ", check.command()),
                "--health-interval",
                check.interval().toSeconds() + "s",
                "--health-timeout",
                check.timeout().toSeconds() + "s",
                "--health-start-period",
                check.startPeriod().toSeconds() + "s",
                "--health-retries",
                Integer.toString(check.retries())));
    command.addAll(Docker.options(STARTING_SHARES));
    definition
        .environment()
        .forEach((key, value) -> command.addAll(List.of("--env", key + "=" + value)));
    extraEnvironment.forEach((key, value) -> {
      if (!definition.environment().containsKey(key)) {
        command.addAll(List.of("--env", key + "=" + value));
      }
    });
    command.add(definition.image());
    return command;
  }
}
