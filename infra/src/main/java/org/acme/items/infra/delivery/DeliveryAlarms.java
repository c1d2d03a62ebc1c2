package org.acme.items.infra.delivery;

import java.util.Map;
import org.acme.items.infra.monitoring.Symptom;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/** Tells that changes get stuck; a single failure is told by the pipeline itself. */
final class DeliveryAlarms {
  /** Executions within a day; one is somebody's mistake, and its author knows. */
  private static final int FAILURES = 2;

  private DeliveryAlarms() {}

  /** On a pipeline that fails again and again. */
  static void onPipeline(Construct scope, String pipeline, ITopic told) {
    alarm(
        scope,
        pipeline,
        Symptom.PIPELINE,
        metric(
            "AWS/CodePipeline",
            "FailedPipelineExecutions",
            Map.of("PipelineName", pipeline),
            Duration.days(1)),
        FAILURES,
        told);
  }

  /** On a state machine that starts pipelines. */
  static void onPushes(Construct scope, String name, String machine, ITopic told) {
    alarm(
        scope,
        name,
        Symptom.PUSHES,
        metric(
            "AWS/States",
            "ExecutionsFailed",
            Map.of("StateMachineArn", machine),
            Duration.minutes(5)),
        1,
        told);
  }

  private static IMetric metric(
      String namespace, String name, Map<String, String> dimensions, Duration period) {
    return Metric.Builder.create()
        .namespace(namespace)
        .metricName(name)
        .dimensionsMap(dimensions)
        .statistic("Sum")
        .period(period)
        .build();
  }

  private static void alarm(
      Construct scope, String name, Symptom symptom, IMetric metric, int threshold, ITopic told) {
    Alarm alarm =
        Alarm.Builder.create(scope, "Alarm")
            .alarmName("%s-%s".formatted(name, symptom.id()))
            .alarmDescription(symptom.description(null))
            .metric(metric)
            .threshold(threshold)
            .evaluationPeriods(1)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build();
    alarm.addAlarmAction(new SnsAction(told));
  }
}
