package org.acme.items.infra.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.acme.items.infra.config.Deployment;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.ServiceConfig;

/**
 * The shortest time in which a new version can replace the old one, as far as settings decide it:
 * without fetching the image and starting the process, and if everything is well.
 *
 * @param parts in the order in which they come
 */
public record Rollout(List<Part> parts) {
  /** Seconds between two health checks of a container; ECS takes no less. */
  private static final int CONTAINER_CHECK = 5;

  /** Minutes of data that the slowest alarm of a kind needs; see {@code ServiceAlarms}. */
  private static final int ALARM_MINUTES = 3;

  private static final int SLOW_ALARM_MINUTES = 5;

  /** A part of it. */
  public record Part(String what, int seconds) {}

  public Rollout {
    parts = List.copyOf(parts);
  }

  /** What a service's settings come to. */
  public static Rollout of(EnvironmentConfig environment, ServiceConfig service) {
    Deployment deployment = service.deployment();
    int batches = batches(service);
    String times = batches == 1 ? "" : "%d × ".formatted(batches);
    List<Part> parts = new ArrayList<>();
    if (deployment.strategy() == Deployment.Strategy.ALL_AT_ONCE) {
      // The application's own shutdown delay; at most task.stopSeconds.
      parts.add(new Part("old tasks stop, at least", 5));
    }
    parts.add(new Part(times + "check of the container", batches * CONTAINER_CHECK));
    if (service.isExposed()) {
      int checks = service.routing().healthyChecks() * service.routing().checkSeconds();
      parts.add(new Part(times + "checks of the load balancer", batches * checks));
    }
    switch (deployment.strategy()) {
      case CANARY -> parts.add(new Part("first step", 60 * deployment.minutesOfStep()));
      case LINEAR -> {
        int steps = (int) Math.ceil(100.0 / deployment.percentOfStep()) - 1;
        parts.add(new Part(steps + " steps", steps * 60 * deployment.minutesOfStep()));
      }
      case ROLLING, BLUE_GREEN, ALL_AT_ONCE -> {}
    }
    if (deployment.strategy().shiftsTraffic()) {
      parts.add(new Part("bake time", 60 * deployment.minutesToBake()));
    } else if (deployment.rollbackOnAlarm() && environment.settings().alarms().enabled()) {
      boolean slow = service.countsRequests() && service.slo() != null;
      parts.add(new Part("alarms", 60 * (slow ? SLOW_ALARM_MINUTES : ALARM_MINUTES)));
    }
    if (service.isExposed()) {
      parts.add(new Part("old tasks drain", service.routing().drainSeconds()));
    }
    return new Rollout(parts);
  }

  /** How often tasks have to be exchanged for others when there is no room for all at once. */
  private static int batches(ServiceConfig service) {
    int tasks = Math.max(1, service.count().min());
    if (service.deployment().strategy() != Deployment.Strategy.ROLLING) {
      return 1;
    }
    int room = tasks * (service.deployment().mostPercent() - 100) / 100;
    int spare = tasks - (int) Math.ceil(tasks * service.deployment().healthyPercent() / 100.0);
    return (int) Math.ceil(tasks / (double) Math.max(1, room + spare));
  }

  public int seconds() {
    return parts.stream().mapToInt(Part::seconds).sum();
  }

  @Override
  public String toString() {
    return "%d s (%s)"
        .formatted(
            seconds(),
            parts.stream()
                .map(part -> "%s %d".formatted(part.what(), part.seconds()))
                .collect(Collectors.joining(", ")));
  }
}
