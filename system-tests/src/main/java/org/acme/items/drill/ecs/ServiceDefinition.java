package org.acme.items.drill.ecs;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service as its template describes it.
 *
 * @param gracePeriod in which the load balancer's word does not count
 * @param targetGroup null if no load balancer knows it
 * @param timeToLive of its records in Cloud Map; null if it has none
 * @param alarms that fail its deployments
 */
public record ServiceDefinition(
    String name,
    TaskDefinition task,
    int desiredCount,
    int minimumHealthyPercent,
    int maximumPercent,
    Duration gracePeriod,
    @Nullable TargetGroup targetGroup,
    @Nullable Duration timeToLive,
    List<Alarm> alarms) {
  private static final int LEAST_FAILURES = 3;
  private static final int MOST_FAILURES = 200;

  /** Where a load balancer sends requests, and how it finds out whether it can. */
  public record TargetGroup(
      String healthPath,
      Duration interval,
      Duration timeout,
      int healthyThreshold,
      int unhealthyThreshold,
      String algorithm,
      Duration deregistrationDelay) {}

  /** An alarm of CloudWatch over what the load balancer saw. */
  public record Alarm(
      String name, Metric metric, double threshold, int evaluationPeriods, Duration period) {
    /** What it looks at. */
    public enum Metric {
      /** Answers of 500 and above, percent. */
      FAILURES,
      /** 99th percentile of the time until a target answers, seconds. */
      RESPONSE_TIME
    }

    /** The longest time from the first bad answer to the alarm. */
    public Duration longest() {
      return period.multipliedBy(evaluationPeriods + 1L);
    }
  }

  public ServiceDefinition {
    alarms = List.copyOf(alarms);
  }

  /** Tasks that have to be healthy while a deployment runs; rounded up, as ECS does. */
  public int lowerLimit() {
    return Math.ceilDiv(desiredCount * minimumHealthyPercent, 100);
  }

  /** Tasks that may be there while a deployment runs; rounded down, as ECS does. */
  public int upperLimit() {
    return desiredCount * maximumPercent / 100;
  }

  /** Tasks that fail until the circuit breaker opens: half of the desired ones, 3 to 200. */
  public int failureThreshold() {
    return Math.clamp(Math.ceilDiv(desiredCount, 2), LEAST_FAILURES, MOST_FAILURES);
  }

  /** How often new tasks are started until the circuit breaker opens, if all of them fail. */
  public int roundsToFailure() {
    return Math.ceilDiv(failureThreshold(), upperLimit() - lowerLimit());
  }

  /** With alarms whose periods are so long, for drills that cannot wait for minutes. */
  public ServiceDefinition withAlarmPeriod(Duration period) {
    return new ServiceDefinition(
        name,
        task,
        desiredCount,
        minimumHealthyPercent,
        maximumPercent,
        gracePeriod,
        targetGroup,
        timeToLive,
        alarms.stream()
            .map(alarm ->
                new Alarm(
                    alarm.name(),
                    alarm.metric(),
                    alarm.threshold(),
                    alarm.evaluationPeriods(),
                    period))
            .toList());
  }

  /** With another task definition. */
  public ServiceDefinition withTask(TaskDefinition other) {
    return new ServiceDefinition(
        name,
        other,
        desiredCount,
        minimumHealthyPercent,
        maximumPercent,
        gracePeriod,
        targetGroup,
        timeToLive,
        alarms);
  }
}
