package org.acme.items.infra.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.ServiceConfig;
import org.acme.items.infra.config.Slo;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.constructs.Construct;

/**
 * Alarms of a service. Those that tell a bad version also undo its deployment; they are known by
 * name, since the service names them and they watch the service.
 */
public final class ServiceAlarms extends Construct {
  /** Percent of the memory above which the next peak ends the container. */
  private static final int MEMORY_PERCENT = 90;

  /** Percent of the processors above which requests wait. */
  private static final int CPU_PERCENT = 90;

  /** Where a service promises nothing: percent of answers with 5xx that nobody would accept. */
  private static final double FAILED_PERCENT = 5;

  /** Times the failures that the objective allows; a tenth of them in a minute is no noise. */
  private static final double BURN = 10;

  /** Half of all answers failing is an alarm whatever a service promises. */
  private static final double MOST_FAILED_PERCENT = 50;

  /** Minutes without any task that can answer; the last one may be replaced in less. */
  private static final int DOWN_MINUTES = 3;

  private final EnvironmentConfig environment;
  private final ServiceConfig service;
  private final AlarmTopic topic;
  private final @Nullable CfnCondition hasImage;

  /**
   * Makes them.
   *
   * @param hasImage false until there are tasks whose absence means something; null where there
   *     always are
   */
  public ServiceAlarms(
      Construct scope,
      String id,
      EnvironmentConfig environment,
      ServiceConfig service,
      ServiceMetrics metrics,
      AlarmTopic topic,
      @Nullable CfnCondition hasImage) {
    super(scope, id);
    this.hasImage = hasImage;
    this.environment = environment;
    this.service = service;
    this.topic = topic;
    alarm("Cpu", metrics.cpuPercent(), CPU_PERCENT, 5, "Its tasks are busy: raise count.max.");
    alarm(
        "Memory",
        metrics.memoryPercent(),
        MEMORY_PERCENT,
        3,
        "A task is about to run out of memory: look for a leak or raise task.memoryMiB.");
    if (service.isAlwaysOn()) {
      down(metrics);
    }
    if (metrics.hasRequests()) {
      alarm(
          "Failures",
          metrics.failedPercent(),
          failedPercent(),
          3,
          "It answers with errors: look at its logs, and at what was deployed last.");
      alarm(
          "Unhealthy",
          metrics.unhealthy(),
          1,
          3,
          "The load balancer finds a task that is not ready: look at its events and logs.");
      Slo slo = service.slo();
      if (slo != null) {
        alarm(
            Alarm.Builder.create(this, "Slow")
                .metric(metrics.latency(slo.latency().percentile()))
                .threshold(slo.latency().thresholdMs() / 1000)
                .evaluationPeriods(5)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                // The slowest of a handful is no percentile.
                .evaluateLowSampleCountPercentile("ignore"),
            "Slow",
            "It answers more slowly than it promises.");
      }
    }
  }

  /** Silence is the sign: nothing measures a task that is not there. */
  private void down(ServiceMetrics metrics) {
    Alarm alarm =
        alarm(
            Alarm.Builder.create(this, "Down")
                .metric(metrics.hasRequests() ? metrics.healthy() : metrics.tasks())
                .threshold(1)
                .evaluationPeriods(DOWN_MINUTES)
                .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                .treatMissingData(TreatMissingData.BREACHING),
            "Down",
            "No task is there that can answer: look at the events of the service.");
    if (hasImage != null) {
      ((CfnAlarm) alarm.getNode().findChild("Resource"))
          .addPropertyOverride(
              "ActionsEnabled", Fn.conditionIf(hasImage.getLogicalId(), true, false));
    }
  }

  private double failedPercent() {
    Slo slo = service.slo();
    return slo == null
        ? FAILED_PERCENT
        : Math.min(MOST_FAILED_PERCENT, BURN * (100 - slo.availability()));
  }

  private void alarm(String id, IMetric metric, double threshold, int minutes, String description) {
    alarm(
        Alarm.Builder.create(this, id)
            .metric(metric)
            .threshold(threshold)
            .evaluationPeriods(minutes)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .treatMissingData(TreatMissingData.NOT_BREACHING),
        id,
        description);
  }

  private Alarm alarm(Alarm.Builder builder, String id, String description) {
    Alarm alarm =
        builder.alarmName(name(environment, service, id)).alarmDescription(description).build();
    alarm.addAlarmAction(topic.action());
    alarm.addOkAction(topic.action());
    return alarm;
  }

  private static String name(EnvironmentConfig environment, ServiceConfig service, String id) {
    return "%s-%s-%s".formatted(environment.prefix(), service.name(), id.toLowerCase(Locale.ROOT));
  }

  /** Names of those that undo a deployment; none where a stage has no alarms. */
  public static List<String> undoing(EnvironmentConfig environment, ServiceConfig service) {
    if (!environment.settings().alarms().enabled()) {
      return List.of();
    }
    List<String> ids = new ArrayList<>(List.of("Memory"));
    if (service.isExposed()) {
      ids.add("Failures");
      if (service.slo() != null) {
        ids.add("Slow");
      }
    }
    return ids.stream().map(id -> name(environment, service, id)).toList();
  }
}
