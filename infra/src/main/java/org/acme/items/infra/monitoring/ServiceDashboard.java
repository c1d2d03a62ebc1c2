package org.acme.items.infra.monitoring;

import java.util.ArrayList;
import java.util.List;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.ServiceConfig;
import org.acme.items.infra.config.Slo;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.HorizontalAnnotation;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.LogQueryWidget;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.constructs.Construct;

/** One page about a service: requests, tasks, data, errors in the logs. */
public final class ServiceDashboard extends Construct {
  public ServiceDashboard(
      Construct scope,
      String id,
      EnvironmentConfig environment,
      ServiceConfig service,
      ServiceMetrics metrics,
      List<IWidget> dataWidgets,
      ILogGroup logs) {
    super(scope, id);
    List<List<? extends IWidget>> rows = new ArrayList<>();
    if (metrics.hasRequests()) {
      rows.add(requests(service, metrics));
    }
    rows.add(
        List.of(
            GraphWidget.Builder.create()
                .title("CPU and memory, %")
                .left(List.of(metrics.cpuPercent(), metrics.memoryPercent()))
                .build()));
    if (!dataWidgets.isEmpty()) {
      rows.add(dataWidgets);
    }
    rows.add(
        List.of(
            LogQueryWidget.Builder.create()
                .title("Errors")
                .logGroupNames(List.of(logs.getLogGroupName()))
                .queryLines(
                    List.of(
                        "fields @timestamp, level, message, traceId",
                        "filter level in ['ERROR', 'WARN']",
                        "sort @timestamp desc",
                        "limit 50"))
                .width(24)
                .build()));
    Dashboard.Builder.create(this, "Dashboard")
        .dashboardName(name(environment, service))
        .widgets(rows)
        .build();
  }

  private static List<IWidget> requests(ServiceConfig service, ServiceMetrics metrics) {
    Slo slo = service.slo();
    GraphWidget.Builder latency =
        GraphWidget.Builder.create()
            .title("Time until the answer, s")
            .left(
                List.of(
                    metrics.latency(50),
                    metrics.latency(slo == null ? 99 : slo.latency().percentile())));
    if (slo != null) {
      latency.leftAnnotations(
          List.of(
              HorizontalAnnotation.builder()
                  .label("promised")
                  .value(slo.latency().thresholdMs() / 1000)
                  .build()));
    }
    return List.of(
        GraphWidget.Builder.create()
            .title("Requests a minute, and failed ones in %")
            .left(List.of(metrics.requests()))
            .right(List.of(metrics.failedPercent()))
            .build(),
        latency.build(),
        GraphWidget.Builder.create()
            .title("Tasks that are ready, and that are not")
            .left(List.of(metrics.healthy(), metrics.unhealthy()))
            .build());
  }

  private static String name(EnvironmentConfig environment, ServiceConfig service) {
    return "%s-%s".formatted(environment.prefix(), service.name());
  }

  /** Where people open it. */
  public static String url(EnvironmentConfig environment, ServiceConfig service) {
    return Fn.sub(
        "https://${AWS::Region}.console.aws.amazon.com/cloudwatch/home?region=${AWS::Region}#dashboards:name="
            + name(environment, service));
  }
}
