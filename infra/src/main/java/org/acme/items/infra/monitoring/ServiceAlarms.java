package org.acme.items.infra.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.ServiceConfig;
import org.acme.items.infra.config.Slo;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmBase;
import software.amazon.awscdk.services.cloudwatch.AlarmRule;
import software.amazon.awscdk.services.cloudwatch.AlarmState;
import software.amazon.awscdk.services.cloudwatch.CfnCompositeAlarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.CompositeAlarm;
import software.amazon.awscdk.services.cloudwatch.IAlarmRule;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.constructs.Construct;

/**
 * Alarms of a service. One of them wakes: its users suffer. The others inform, and those that tell
 * a bad version also undo its deployment; these are known by name, since the service names them and
 * they watch the service.
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

  /** Tasks that end by themselves within ten minutes: one is bad luck, and ECS has replaced it. */
  private static final int FLAPPING_TASKS = 3;

  private final EnvironmentConfig environment;
  private final ServiceConfig service;
  private final ServiceMetrics metrics;
  private final AlarmTopic topic;

  /**
   * Makes them.
   *
   * @param troubles of its data, each 0 while all is well
   * @param hasImage false until there are tasks whose absence means something; null where there
   *     always are
   */
  public ServiceAlarms(
      Construct scope,
      String id,
      EnvironmentConfig environment,
      ServiceConfig service,
      ServiceMetrics metrics,
      Map<Symptom, IMetric> troubles,
      AlarmTopic topic,
      @Nullable CfnCondition hasImage) {
    super(scope, id);
    this.environment = environment;
    this.service = service;
    this.metrics = metrics;
    this.topic = topic;
    informing(Symptom.CPU, metrics.cpuPercent(), CPU_PERCENT, 5);
    informing(Symptom.MEMORY, metrics.memoryPercent(), MEMORY_PERCENT, 3);
    informing(Symptom.FLAPPING, metrics.events().stopped(Duration.minutes(10)), FLAPPING_TASKS, 1);
    troubles.forEach((symptom, metric) -> informing(symptom, metric, 1, 2));
    LoadBalancerRequests behind = metrics.atLoadBalancer();
    if (behind != null) {
      informing(Symptom.UNHEALTHY, behind.unhealthy(Duration.minutes(1)), 1, 3);
    }
    RequestMetrics requests = metrics.requests();
    Slo slo = service.slo();
    if (requests != null) {
      informing(Symptom.FAILURES, ServiceMetrics.failedPercent(requests), failedPercent(), 3);
      if (slo != null) {
        slow(slo, requests);
        budget(slo, requests);
      }
    }
    page(requests, hasImage);
  }

  private void slow(Slo slo, RequestMetrics requests) {
    inform(
        alarm(
            Symptom.SLOW.id(),
            Symptom.SLOW,
            Alarm.Builder.create(this, "Slow")
                .metric(requests.latency(slo.latency().percentile(), Duration.minutes(1)))
                .threshold(slo.latency().thresholdMs() / 1000.0)
                .evaluationPeriods(5)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                // The slowest of a handful is no percentile.
                .evaluateLowSampleCountPercentile("ignore")));
  }

  private void budget(Slo slo, RequestMetrics requests) {
    inform(composite("Budget", Symptom.BUDGET, burning(BurnRate.TICKET, slo, requests)));
  }

  /** The alarm that wakes: parts of it tell nobody by themselves. */
  private void page(@Nullable RequestMetrics requests, @Nullable CfnCondition hasImage) {
    List<IAlarmRule> reasons = new ArrayList<>();
    Slo slo = service.slo();
    if (slo != null && requests != null) {
      BurnRate.PAGES.forEach(rate -> reasons.add(burning(rate, slo, requests)));
    }
    if (service.isAlwaysOn()) {
      reasons.add(AlarmRule.fromAlarm(down(), AlarmState.ALARM));
    }
    if (reasons.isEmpty()) {
      return;
    }
    CompositeAlarm page =
        composite("Page", Symptom.PAGE, AlarmRule.anyOf(reasons.toArray(IAlarmRule[]::new)));
    page.addAlarmAction(topic.page());
    page.addOkAction(topic.page());
    if (hasImage != null) {
      ((CfnCompositeAlarm) page.getNode().findChild("Resource"))
          .addPropertyOverride(
              "ActionsEnabled", Fn.conditionIf(hasImage.getLogicalId(), true, false));
    }
  }

  /** Both windows of a burn rate. */
  private IAlarmRule burning(BurnRate rate, Slo slo, RequestMetrics requests) {
    String id = "burn-%s-".formatted(rate.name());
    Alarm overLong = burn(id + rate.name(), rate.overLong(slo, requests), rate, slo);
    Alarm overShort = burn(id + rate.shortName(), rate.overShort(slo, requests), rate, slo);
    return AlarmRule.allOf(
        AlarmRule.fromAlarm(overLong, AlarmState.ALARM),
        AlarmRule.fromAlarm(overShort, AlarmState.ALARM));
  }

  private Alarm burn(String id, IMetric metric, BurnRate rate, Slo slo) {
    return alarm(
        id,
        rate.equals(BurnRate.TICKET) ? Symptom.BUDGET : Symptom.PAGE,
        Alarm.Builder.create(this, id)
            .metric(metric)
            .threshold(rate.threshold(slo))
            .evaluationPeriods(1)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .treatMissingData(TreatMissingData.NOT_BREACHING));
  }

  /** Silence is the sign: nothing measures a task that is not there. */
  private Alarm down() {
    return alarm(
        Symptom.DOWN.id(),
        Symptom.DOWN,
        Alarm.Builder.create(this, "Down")
            .metric(metrics.ready())
            .threshold(1)
            .evaluationPeriods(DOWN_MINUTES)
            .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
            .treatMissingData(TreatMissingData.BREACHING));
  }

  private double failedPercent() {
    Slo slo = service.slo();
    return slo == null
        ? FAILED_PERCENT
        : Math.min(MOST_FAILED_PERCENT, BURN * slo.failureBudgetPercent());
  }

  private void informing(Symptom symptom, IMetric metric, double threshold, int periods) {
    inform(
        alarm(
            symptom.id(),
            symptom,
            Alarm.Builder.create(this, symptom.id())
                .metric(metric)
                .threshold(threshold)
                .evaluationPeriods(periods)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .treatMissingData(TreatMissingData.NOT_BREACHING)));
  }

  private Alarm alarm(String id, Symptom symptom, Alarm.Builder builder) {
    return builder
        .alarmName(name(environment, service, id))
        .alarmDescription(symptom.description(environment))
        .build();
  }

  private CompositeAlarm composite(String id, Symptom symptom, IAlarmRule rule) {
    return CompositeAlarm.Builder.create(this, id)
        .compositeAlarmName(name(environment, service, symptom.id()))
        .alarmDescription(symptom.description(environment))
        .alarmRule(rule)
        .build();
  }

  private void inform(AlarmBase alarm) {
    alarm.addAlarmAction(topic.action());
    alarm.addOkAction(topic.action());
  }

  /** Whether a service has an alarm that wakes: it promises something, or is always there. */
  static boolean hasPage(ServiceConfig service) {
    return service.isAlwaysOn() || (service.slo() != null && service.countsRequests());
  }

  /** Name of an alarm: {@code items-prod-backend-page}. */
  static String name(EnvironmentConfig environment, ServiceConfig service, String id) {
    return "%s-%s".formatted(environment.stack(service.name()), id);
  }

  /** Names of those that undo a deployment; none where a stage has no alarms. */
  public static List<String> undoing(EnvironmentConfig environment, ServiceConfig service) {
    if (!environment.settings().alarms().enabled()) {
      return List.of();
    }
    List<Symptom> symptoms = new ArrayList<>(List.of(Symptom.MEMORY));
    if (service.countsRequests()) {
      symptoms.add(Symptom.FAILURES);
      if (service.slo() != null) {
        symptoms.add(Symptom.SLOW);
      }
    }
    return symptoms.stream().map(symptom -> name(environment, service, symptom.id())).toList();
  }
}
