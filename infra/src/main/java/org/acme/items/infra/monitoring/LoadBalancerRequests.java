package org.acme.items.infra.monitoring;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.HttpCodeTarget;

/**
 * Requests as a load balancer counts them, for nothing.
 *
 * @param groups one, or two where deployments move requests from one to the other, and both count
 */
record LoadBalancerRequests(List<ApplicationTargetGroup> groups) implements RequestMetrics {
  LoadBalancerRequests {
    groups = List.copyOf(groups);
  }

  @Override
  public IMetric requests(Duration period) {
    return sum(
        "requests", period, group -> group.getMetrics().requestCount(options("Sum", period)));
  }

  @Override
  public IMetric failed(Duration period) {
    return sum(
        "failed",
        period,
        group ->
            group
                .getMetrics()
                .httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, options("Sum", period)));
  }

  /** Counts values above a bound; "Trimmed count" in CloudWatch's definitions of statistics. */
  @Override
  public IMetric slow(int thresholdMs, Duration period) {
    String above = "TC(%s:)".formatted(Numbers.plain(thresholdMs / 1000.0));
    return sum(
        "slow", period, group -> group.getMetrics().targetResponseTime(options(above, period)));
  }

  @Override
  public IMetric latency(double percentile, Duration period) {
    String name = "p" + Numbers.plain(percentile);
    return joined(
        "MAX",
        name.replace('.', '_') + "_",
        name,
        period,
        group -> group.getMetrics().targetResponseTime(options(name, period)));
  }

  IMetric healthy(Duration period) {
    return joined(
        "SUM",
        "healthy",
        "ready",
        period,
        group -> group.getMetrics().healthyHostCount(options("Minimum", period)));
  }

  IMetric unhealthy(Duration period) {
    return joined(
        "SUM",
        "unhealthy",
        "not ready",
        period,
        group -> group.getMetrics().unhealthyHostCount(options("Maximum", period)));
  }

  private IMetric sum(
      String name, Duration period, Function<ApplicationTargetGroup, IMetric> metric) {
    return joined("SUM", name, name, period, metric);
  }

  /**
   * One metric as it is; those of two groups together.
   *
   * @param id first part of their names, which a graph may use once
   */
  private IMetric joined(
      String function,
      String id,
      String label,
      Duration period,
      Function<ApplicationTargetGroup, IMetric> metric) {
    if (groups.size() == 1) {
      return metric.apply(groups.getFirst());
    }
    Map<String, IMetric> metrics = new TreeMap<>();
    for (int i = 0; i < groups.size(); i++) {
      metrics.put(id + (i + 1), metric.apply(groups.get(i)));
    }
    return MathExpression.Builder.create()
        .expression(
            "%s([%s])"
                .formatted(function, metrics.keySet().stream().collect(Collectors.joining(", "))))
        .usingMetrics(metrics)
        .label(label)
        .period(period)
        .build();
  }

  private static MetricOptions options(String statistic, Duration period) {
    return MetricOptions.builder().statistic(statistic).period(period).build();
  }
}
