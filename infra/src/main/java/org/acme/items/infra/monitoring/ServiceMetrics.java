package org.acme.items.infra.monitoring;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.HttpCodeTarget;

/**
 * What is measured of a service: the dashboard shows and the alarms watch the same numbers.
 *
 * @param targets behind a load balancer; null without one
 */
public record ServiceMetrics(BaseService ecs, @Nullable ApplicationTargetGroup targets) {
  private static final Duration MINUTE = Duration.minutes(1);

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

  /** Requests a minute, 0 where there are none. */
  IMetric requests(ApplicationTargetGroup group) {
    return group.getMetrics().requestCount(options("Sum"));
  }

  /** Answers with 5xx of the service itself, in percent of all. */
  IMetric failedPercent(ApplicationTargetGroup group) {
    Metric failed =
        group.getMetrics().httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, options("Sum"));
    return MathExpression.Builder.create()
        .expression("IF(requests > 0, 100 * FILL(failed, 0) / requests, 0)")
        .usingMetrics(new TreeMap<>(Map.of("failed", failed, "requests", requests(group))))
        .label("failed, %")
        .period(MINUTE)
        .build();
  }

  /** Seconds until the answer, of the given percent of requests. */
  IMetric latency(ApplicationTargetGroup group, double percentile) {
    return group.getMetrics().targetResponseTime(options("p" + Numbers.plain(percentile)));
  }

  IMetric unhealthy(ApplicationTargetGroup group) {
    return group.getMetrics().unhealthyHostCount(options("Maximum"));
  }

  IMetric healthy(ApplicationTargetGroup group) {
    return group.getMetrics().healthyHostCount(options("Minimum"));
  }

  private static MetricOptions options(String statistic) {
    return MetricOptions.builder().statistic(statistic).period(MINUTE).build();
  }
}
