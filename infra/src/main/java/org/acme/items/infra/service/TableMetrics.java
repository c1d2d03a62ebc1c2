package org.acme.items.infra.service;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acme.items.infra.monitoring.Symptom;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.dynamodb.TableV2;

/**
 * What DynamoDB measures of a table, for nothing.
 *
 * @param name in the manifest
 * @param indexes their names
 */
record TableMetrics(String name, TableV2 table, Collection<String> indexes) {
  private static final Duration MINUTE = Duration.minutes(1);

  /** Of {@link ServiceTable#TABLE_ACTIONS}, as DynamoDB counts them. */
  private static final List<String> OPERATIONS =
      List.of(
          "BatchGetItem",
          "DeleteItem",
          "GetItem",
          "PutItem",
          "Query",
          "TransactWriteItems",
          "UpdateItem");

  List<IWidget> widgets() {
    return List.of(
        graph("units a minute")
            .left(
                List.of(
                    metric("ConsumedReadCapacityUnits", Map.of()),
                    metric("ConsumedWriteCapacityUnits", Map.of())))
            .build(),
        graph("requests that it refused a minute").left(List.of(throttled())).build(),
        graph("time until its answer, ms")
            .left(
                OPERATIONS.stream()
                    .map(operation ->
                        metric("SuccessfulRequestLatency", Map.of("Operation", operation), "p99"))
                    .toList())
            .build());
  }

  Map<Symptom, IMetric> troubles() {
    return Map.of(
        Symptom.THROTTLED, throttled(),
        Symptom.DYNAMODB,
            sum(
                "errors",
                "failures of DynamoDB",
                OPERATIONS.stream()
                    .map(operation -> metric("SystemErrors", Map.of("Operation", operation)))
                    .toList()));
  }

  /** Of the table and of its indexes, which have limits of their own. */
  private IMetric throttled() {
    return sum(
        "refused",
        "refused requests",
        Stream.concat(
                Stream.of(Map.<String, String>of()),
                indexes.stream().map(index -> Map.of("GlobalSecondaryIndexName", index)))
            .flatMap(part ->
                Stream.of(metric("ReadThrottleEvents", part), metric("WriteThrottleEvents", part)))
            .toList());
  }

  /**
   * Several as one.
   *
   * @param id of each within the expression, together with the table's name
   */
  private IMetric sum(String id, String label, List<IMetric> metrics) {
    Map<String, IMetric> named = new TreeMap<>();
    metrics.forEach(metric ->
        named.put("%s_%s_%d".formatted(id, name.replace('-', '_'), named.size()), metric));
    return MathExpression.Builder.create()
        .expression(
            named.keySet().stream()
                .map("FILL(%s, 0)"::formatted)
                .collect(Collectors.joining(" + ")))
        .usingMetrics(named)
        .label(label)
        .period(MINUTE)
        .build();
  }

  private IMetric metric(String metric, Map<String, String> dimensions) {
    return metric(metric, dimensions, "Sum");
  }

  private IMetric metric(String metric, Map<String, String> dimensions, String statistic) {
    Map<String, String> all = new TreeMap<>(dimensions);
    all.put("TableName", table.getTableName());
    return Metric.Builder.create()
        .namespace("AWS/DynamoDB")
        .metricName(metric)
        .dimensionsMap(all)
        .statistic(statistic)
        .period(MINUTE)
        .build();
  }

  private GraphWidget.Builder graph(String title) {
    return GraphWidget.Builder.create().title("Table %s: %s".formatted(name, title)).width(8);
  }
}
