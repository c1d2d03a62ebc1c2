package org.acme.items.infra.monitoring;

import org.acme.items.infra.config.EnvironmentConfig;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.HttpCodeElb;
import software.constructs.Construct;

/** Tells of requests that no service has seen: the public load balancer answered them itself. */
public final class EntryAlarm extends Construct {
  /** Answers with 5xx a minute; single ones come with each connection that breaks. */
  private static final int FAILURES = 10;

  public EntryAlarm(
      Construct scope,
      String id,
      EnvironmentConfig environment,
      ApplicationLoadBalancer balancer,
      AlarmTopic topic) {
    super(scope, id);
    Alarm alarm =
        Alarm.Builder.create(this, "Failures")
            .alarmName("%s-%s".formatted(environment.prefix(), Symptom.ENTRY.id()))
            .alarmDescription(Symptom.ENTRY.description(environment))
            .metric(
                balancer
                    .getMetrics()
                    .httpCodeElb(
                        HttpCodeElb.ELB_5XX_COUNT,
                        MetricOptions.builder()
                            .statistic("Sum")
                            .period(Duration.minutes(1))
                            .build()))
            .threshold(FAILURES)
            .evaluationPeriods(3)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build();
    alarm.addAlarmAction(topic.action());
    alarm.addOkAction(topic.action());
  }
}
