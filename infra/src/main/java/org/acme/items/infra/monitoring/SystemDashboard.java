package org.acme.items.infra.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.ServiceConfig;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.HttpCodeElb;
import software.amazon.awscdk.services.elasticloadbalancingv2.HttpCodeTarget;
import software.constructs.Construct;

/**
 * One page about a stage: what wakes people, the way in, and all services beside each other. It
 * finds metrics by search, so that a new service is on it without a change.
 */
public final class SystemDashboard extends Construct {
  private static final Duration MINUTE = Duration.minutes(1);

  /** Of 24 columns. */
  private static final int THIRD = 8;

  /**
   * Makes it.
   *
   * @param entry the public load balancer; null without one
   * @param cluster its name
   */
  public SystemDashboard(
      Construct scope,
      String id,
      EnvironmentConfig environment,
      @Nullable ApplicationLoadBalancer entry,
      String cluster) {
    super(scope, id);
    List<List<? extends IWidget>> rows = new ArrayList<>();
    if (environment.settings().alarms().enabled()) {
      rows.add(List.of(alarms(environment)));
    }
    if (entry != null) {
      rows.add(wayIn(entry));
    }
    rows.add(services(environment, cluster));
    Dashboard.Builder.create(this, "Dashboard")
        .dashboardName(environment.prefix())
        .widgets(rows)
        .build();
  }

  private IWidget alarms(EnvironmentConfig environment) {
    List<IAlarm> alarms = new ArrayList<>();
    for (ServiceConfig service : environment.services()) {
      List<Symptom> symptoms = new ArrayList<>(List.of(Symptom.FLAPPING));
      if (ServiceAlarms.hasPage(service)) {
        symptoms.addFirst(Symptom.PAGE);
      }
      for (Symptom symptom : symptoms) {
        String name = ServiceAlarms.name(environment, service, symptom.id());
        alarms.add(
            Alarm.fromAlarmArn(
                this,
                name,
                "arn:%s:cloudwatch:%s:%s:alarm:%s"
                    .formatted(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID, name)));
      }
    }
    return AlarmStatusWidget.Builder.create().title("Alarms").alarms(alarms).width(24).build();
  }

  private static List<IWidget> wayIn(ApplicationLoadBalancer entry) {
    return List.of(
        graph("Requests to the site a minute")
            .left(List.of(entry.getMetrics().requestCount(options("Sum"))))
            .build(),
        graph("Errors of the site a minute: of services, of the load balancer itself")
            .left(
                List.of(
                    entry
                        .getMetrics()
                        .httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, options("Sum")),
                    entry.getMetrics().httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, options("Sum"))))
            .build(),
        graph("Time until the answer, s")
            .left(
                List.of(
                    entry.getMetrics().targetResponseTime(options("p50")),
                    entry.getMetrics().targetResponseTime(options("p99"))))
            .build());
  }

  private static List<IWidget> services(EnvironmentConfig environment, String cluster) {
    String ofCluster = "{AWS/ECS,ClusterName,ServiceName} ClusterName=\"%s\" ".formatted(cluster);
    return List.of(
        graph("Processors, % of what tasks have")
            .left(List.of(search(ofCluster + "MetricName=\"CPUUtilization\"", "Average")))
            .build(),
        graph("Memory, % of what tasks have")
            .left(List.of(search(ofCluster + "MetricName=\"MemoryUtilization\"", "Maximum")))
            .build(),
        graph("Units that tables use a minute, and requests they refuse")
            .left(
                List.of(
                    search(
                        ofTables(environment)
                            + "MetricName=(\"ConsumedReadCapacityUnits\" OR \"ConsumedWriteCapacityUnits\")",
                        "Sum")))
            .right(
                List.of(
                    search(
                        ofTables(environment)
                            + "MetricName=(\"ReadThrottleEvents\" OR \"WriteThrottleEvents\")",
                        "Sum")))
            .build());
  }

  /** Words of names match; those of tables begin with the stack of their service. */
  private static String ofTables(EnvironmentConfig environment) {
    return "{AWS/DynamoDB,TableName} TableName=\"%s\" "
        .formatted(environment.prefix().replace('-', ' '));
  }

  private static IMetric search(String what, String statistic) {
    return MathExpression.Builder.create()
        .expression("SEARCH('%s', '%s', 60)".formatted(what, statistic))
        .usingMetrics(Map.of())
        .label("")
        .period(MINUTE)
        .build();
  }

  private static MetricOptions options(String statistic) {
    return MetricOptions.builder().statistic(statistic).period(MINUTE).build();
  }

  private static GraphWidget.Builder graph(String title) {
    return GraphWidget.Builder.create().title(title).width(THIRD);
  }
}
