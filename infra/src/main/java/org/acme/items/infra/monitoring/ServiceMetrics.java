package org.acme.items.infra.monitoring;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.acme.items.infra.config.Slo;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;

/**
 * What is measured of a service: the dashboard shows and the alarms watch the same numbers.
 *
 * @param atLoadBalancer requests as a load balancer counts them; null without one
 * @param own what the service counts itself; null unless it is asked to
 * @param events what ECS tells of its tasks
 */
public record ServiceMetrics(
    BaseService ecs,
    @Nullable LoadBalancerRequests atLoadBalancer,
    @Nullable OwnMetrics own,
    TaskEvents events) {
  private static final Duration MINUTE = Duration.minutes(1);

  /**
   * Of a service.
   *
   * @param groups of its load balancer; empty without one
   */
  public static ServiceMetrics of(
      BaseService ecs,
      List<ApplicationTargetGroup> groups,
      @Nullable OwnMetrics own,
      TaskEvents events) {
    return new ServiceMetrics(
        ecs, groups.isEmpty() ? null : new LoadBalancerRequests(groups), own, events);
  }

  /** Who counts its requests: best the one who is nearer to its callers; null if nobody does. */
  @Nullable RequestMetrics requests() {
    return atLoadBalancer != null ? atLoadBalancer : own;
  }

  IMetric cpuPercent() {
    return ecs.metricCpuUtilization(options("Average"));
  }

  IMetric memoryPercent() {
    return ecs.metricMemoryUtilization(options("Maximum"));
  }

  /** Tasks that run: each gives one value a minute for its processors. */
  IMetric tasks() {
    return ecs.metricCpuUtilization(options("SampleCount"));
  }

  /** Tasks that can answer, as far as somebody knows. */
  IMetric ready() {
    return atLoadBalancer == null ? tasks() : atLoadBalancer.healthy(MINUTE);
  }

  /** Answers with 5xx of the service itself, in percent of all. */
  static IMetric failedPercent(RequestMetrics requests) {
    return MathExpression.Builder.create()
        .expression("IF(FILL(requests, 0) > 0, 100 * FILL(failed, 0) / requests, 0)")
        .usingMetrics(
            new TreeMap<>(
                Map.of("failed", requests.failed(MINUTE), "requests", requests.requests(MINUTE))))
        .label("failed, %")
        .period(MINUTE)
        .build();
  }

  /** Burn rate of the budget of an SLO within the last five minutes. */
  static IMetric burnRate(Slo slo, RequestMetrics requests) {
    return BurnRate.rate(slo, requests, BurnRate.PAGES.getFirst().shortMinutes(), 1);
  }

  private static MetricOptions options(String statistic) {
    return MetricOptions.builder().statistic(statistic).period(MINUTE).build();
  }
}
