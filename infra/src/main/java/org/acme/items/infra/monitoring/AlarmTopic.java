package org.acme.items.infra.monitoring;

import java.util.Map;
import org.acme.items.infra.config.EnvironmentConfig;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** Where alarms of a stage go, and who gets them. */
public final class AlarmTopic extends Construct {
  private final Topic topic;

  public AlarmTopic(Construct scope, String id, EnvironmentConfig environment) {
    super(scope, id);
    this.topic =
        Topic.Builder.create(this, "Topic")
            .displayName("%s alarms".formatted(environment.prefix()))
            .enforceSsl(true)
            .build();
    // The policy that refuses plain HTTP takes the place of the one by which CloudWatch may
    // publish.
    topic.grantPublish(
        new ServicePrincipal("cloudwatch.amazonaws.com")
            .withConditions(
                Map.of("StringEquals", Map.of("aws:SourceAccount", Stack.of(this).getAccount()))));
    environment
        .settings()
        .alarms()
        .emails()
        .forEach(email -> topic.addSubscription(new EmailSubscription(email)));
  }

  /** What an alarm does when its state changes. */
  public SnsAction action() {
    return new SnsAction(topic);
  }
}
