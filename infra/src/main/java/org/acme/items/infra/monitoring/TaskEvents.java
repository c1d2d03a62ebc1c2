package org.acme.items.infra.monitoring;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.ServiceConfig;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.events.CfnRule;
import software.constructs.Construct;

/**
 * What ECS tells of the tasks of a service: why they ended, which it forgets after an hour, and how
 * deployments go. Kept in the stage's log of events, and counted for nothing by EventBridge.
 */
public final class TaskEvents extends Construct {
  private final String stopped;
  private final String deployed;

  public TaskEvents(
      Construct scope,
      String id,
      EnvironmentConfig environment,
      ServiceConfig service,
      BaseService ecs) {
    super(scope, id);
    this.stopped = environment.stack(service.name()) + "-stopped";
    this.deployed = environment.stack(service.name()) + "-deployed";
    String log =
        "arn:%s:logs:%s:%s:log-group:%s"
            .formatted(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID, environment.eventLog());
    rule(
        "Stopped",
        stopped,
        "Tasks that ended by themselves, did not start, or failed their health checks",
        log,
        Map.of(
            "source", List.of("aws.ecs"),
            "detail-type", List.of("ECS Task State Change"),
            "detail", unasked(ecs)));
    rule(
        "Deployed",
        deployed,
        "Deployments that begin, end or fail",
        log,
        Map.of(
            "source", List.of("aws.ecs"),
            "detail-type", List.of("ECS Deployment State Change"),
            "resources", List.of(ecs.getServiceArn())));
  }

  /** Tasks that nobody asked to end; see "Task state change events" in the developer guide. */
  private static Map<String, Object> unasked(BaseService ecs) {
    return new TreeMap<>(
        Map.of(
            "clusterArn", List.of(ecs.getCluster().getClusterArn()),
            "group", List.of("service:" + ecs.getServiceName()),
            "lastStatus", List.of("STOPPED"),
            "$or",
                List.of(
                    Map.of("stopCode", List.of("EssentialContainerExited", "TaskFailedToStart")),
                    Map.of("stoppedReason", List.of(Map.of("prefix", "Task failed"))))));
  }

  private void rule(
      String id, String name, String description, String log, Map<String, Object> pattern) {
    CfnRule.Builder.create(this, id)
        .name(name)
        .description(description)
        .eventPattern(new TreeMap<>(pattern))
        .targets(List.of(CfnRule.TargetProperty.builder().id("Log").arn(log).build()))
        .build();
  }

  /** Tasks that ended though nobody asked them to. */
  IMetric stopped(Duration period) {
    return count(stopped, "tasks that ended by themselves", period);
  }

  /** Steps of deployments, as marks in graphs. */
  IMetric deployments(Duration period) {
    return count(deployed, "deployment", period);
  }

  private static IMetric count(String rule, String label, Duration period) {
    return Metric.Builder.create()
        .namespace("AWS/Events")
        .metricName("Invocations")
        .dimensionsMap(Map.of("RuleName", rule))
        .statistic("Sum")
        .label(label)
        .period(period)
        .build();
  }
}
