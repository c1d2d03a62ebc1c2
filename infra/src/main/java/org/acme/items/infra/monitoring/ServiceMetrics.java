package org.acme.items.infra.monitoring;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.HttpCodeTarget;

/**
 * What is measured of a service: the dashboard shows and the alarms watch the same numbers.
 *
 * @param groups behind a load balancer: one, or two where deployments move requests from one to the
 *     other, and both count; empty without a load balancer
 */
public record ServiceMetrics(BaseService ecs, List<ApplicationTargetGroup> groups) {
  private static final Duration MINUTE = Duration.minutes(1);

  public ServiceMetrics {
    groups = List.copyOf(groups);
  }

  /** Whether a load balancer counts its requests. */
  boolean hasRequests() {
    return !groups.isEmpty();
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

  /** Requests a minute. */
  IMetric requests() {
    return joined(
        "SUM", "requests", "requests", group -> group.getMetrics().requestCount(options("Sum")));
  }

  /** Answers with 5xx of the service itself, in percent of all. */
  IMetric failedPercent() {
    Map<String, IMetric> metrics = new TreeMap<>();
    put(
        metrics,
        "failed",
        group ->
            group.getMetrics().httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, options("Sum")));
    put(metrics, "requests", group -> group.getMetrics().requestCount(options("Sum")));
    String failed = filled("failed");
    String requests = filled("requests");
    return MathExpression.Builder.create()
        .expression("IF(%1$s > 0, 100 * (%2$s) / (%1$s), 0)".formatted(requests, failed))
        .usingMetrics(metrics)
        .label("failed, %")
        .period(MINUTE)
        .build();
  }

  /** Seconds until the answer, of the given percent of requests; of the slower group. */
  IMetric latency(double percentile) {
    MetricOptions options = options("p" + Numbers.plain(percentile));
    return joined(
        "MAX",
        "p" + Numbers.plain(percentile).replace('.', '_') + "_",
        "p" + Numbers.plain(percentile),
        group -> group.getMetrics().targetResponseTime(options));
  }

  IMetric unhealthy() {
    return joined(
        "SUM",
        "unhealthy",
        "not ready",
        group -> group.getMetrics().unhealthyHostCount(options("Maximum")));
  }

  IMetric healthy() {
    return joined(
        "SUM",
        "healthy",
        "ready",
        group -> group.getMetrics().healthyHostCount(options("Minimum")));
  }

  /**
   * One metric as it is; those of two groups together.
   *
   * @param id first part of their names, which a graph may use once
   */
  private IMetric joined(
      String function, String id, String label, Function<ApplicationTargetGroup, IMetric> metric) {
    if (groups.size() == 1) {
      return metric.apply(groups.getFirst());
    }
    Map<String, IMetric> metrics = new TreeMap<>();
    put(metrics, id, metric);
    return MathExpression.Builder.create()
        .expression("%s([%s])".formatted(function, String.join(", ", metrics.keySet())))
        .usingMetrics(metrics)
        .label(label)
        .period(MINUTE)
        .build();
  }

  private void put(
      Map<String, IMetric> metrics, String name, Function<ApplicationTargetGroup, IMetric> metric) {
    for (int i = 0; i < groups.size(); i++) {
      metrics.put(name + (i + 1), metric.apply(groups.get(i)));
    }
  }

  /** A sum in which a group that has nothing to tell counts as 0. */
  private String filled(String name) {
    return IntStream.rangeClosed(1, groups.size())
        .mapToObj(i -> "FILL(%s%d, 0)".formatted(name, i))
        .collect(Collectors.joining(" + "));
  }

  private static MetricOptions options(String statistic) {
    return MetricOptions.builder().statistic(statistic).period(MINUTE).build();
  }
}
