package org.acme.items.infra.monitoring;

import java.util.ArrayList;
import java.util.List;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.ServiceConfig;
import org.acme.items.infra.config.Slo;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.cloudwatch.Color;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.HorizontalAnnotation;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.LogQueryWidget;
import software.amazon.awscdk.services.cloudwatch.YAxisProps;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.constructs.Construct;

/** One page about a service: requests, tasks, data, errors in the logs. */
public final class ServiceDashboard extends Construct {
  private static final Duration MINUTE = Duration.minutes(1);

  /** Of 24 columns. */
  private static final int THIRD = 8;

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
    RequestMetrics requests = metrics.requests();
    if (requests != null) {
      rows.add(promises(service.slo(), metrics, requests));
    }
    rows.add(tasks(metrics));
    if (!dataWidgets.isEmpty()) {
      rows.add(dataWidgets);
    }
    rows.add(List.of(errors(logs)));
    Dashboard.Builder.create(this, "Dashboard")
        .dashboardName(environment.stack(service.name()))
        .widgets(rows)
        .build();
  }

  private static List<IWidget> promises(
      @Nullable Slo slo, ServiceMetrics metrics, RequestMetrics requests) {
    List<IWidget> row = new ArrayList<>();
    row.add(
        graph("Requests a minute, failed ones in %, and deployments")
            .left(List.of(requests.requests(MINUTE)))
            .right(
                List.of(
                    ServiceMetrics.failedPercent(requests), metrics.events().deployments(MINUTE)))
            .build());
    GraphWidget.Builder latency =
        graph("Time until the answer, s")
            .left(
                List.of(
                    requests.latency(50, MINUTE),
                    requests.latency(90, MINUTE),
                    requests.latency(slo == null ? 99 : slo.latency().percentile(), MINUTE)));
    if (slo != null) {
      latency.leftAnnotations(List.of(line("promised", slo.latency().thresholdMs() / 1000.0)));
      row.add(latency.build());
      row.add(
          graph("Burn rate: 1 uses up the budget in %d days".formatted(slo.windowDays()))
              .left(List.of(ServiceMetrics.burnRate(slo, requests)))
              .leftAnnotations(
                  BurnRate.PAGES.stream()
                      .map(rate -> line("wakes after " + rate.name(), rate.threshold(slo)))
                      .toList())
              .build());
    } else {
      row.add(latency.build());
    }
    return row;
  }

  private static List<IWidget> tasks(ServiceMetrics metrics) {
    List<IMetric> counts = new ArrayList<>(List.of(metrics.tasks()));
    if (metrics.atLoadBalancer() != null) {
      counts.add(metrics.atLoadBalancer().healthy(MINUTE));
      counts.add(metrics.atLoadBalancer().unhealthy(MINUTE));
    }
    List<IWidget> row = new ArrayList<>();
    row.add(
        graph("Use of processors and memory, %")
            .left(List.of(metrics.cpuPercent(), metrics.memoryPercent()))
            .leftYAxis(YAxisProps.builder().min(0).max(100).build())
            .build());
    row.add(
        graph("Tasks, and those that ended by themselves")
            .left(counts)
            .right(List.of(metrics.events().stopped(MINUTE)))
            .build());
    OwnMetrics own = metrics.own();
    if (own != null && !own.others(MINUTE).isEmpty()) {
      row.add(graph("What it counts itself, a minute").left(own.others(MINUTE)).build());
    }
    return row;
  }

  private static IWidget errors(ILogGroup logs) {
    return LogQueryWidget.Builder.create()
        .title("Errors")
        .logGroupNames(List.of(logs.getLogGroupName()))
        .queryLines(
            List.of(
                "fields @timestamp, level, message, mdc.traceId",
                "filter level in ['ERROR', 'WARN']",
                "sort @timestamp desc",
                "limit 50"))
        .width(24)
        .build();
  }

  private static GraphWidget.Builder graph(String title) {
    return GraphWidget.Builder.create().title(title).width(THIRD);
  }

  private static HorizontalAnnotation line(String label, double value) {
    return HorizontalAnnotation.builder().label(label).value(value).color(Color.RED).build();
  }

  /** Where people open it. */
  public static String url(EnvironmentConfig environment, ServiceConfig service) {
    return Fn.sub(
        "https://${AWS::Region}.console.aws.amazon.com/cloudwatch/home?region=${AWS::Region}#dashboards:name="
            + environment.stack(service.name()));
  }
}
