package org.acme.items.infra.monitoring;

import java.util.List;
import java.util.Map;
import org.acme.items.infra.config.EnvironmentConfig;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** Where alarms of a stage go: to those who are told, and to those who are woken. */
public final class AlarmTopic extends Construct {
  private final Topic inform;
  private final Topic page;

  public AlarmTopic(Construct scope, String id, EnvironmentConfig environment) {
    super(scope, id);
    Key key =
        Key.Builder.create(this, "Key")
            .description("Alarms of " + environment.prefix())
            .enableKeyRotation(true)
            .pendingWindow(Duration.days(7))
            .removalPolicy(RemovalPolicy.DESTROY) // messages live for minutes
            .build();
    key.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .effect(Effect.ALLOW)
            .principals(List.of(cloudWatch()))
            .actions(List.of("kms:Decrypt", "kms:GenerateDataKey*"))
            .resources(List.of("*"))
            .build());
    this.inform =
        topic("Topic", "alarms", key, environment, environment.settings().alarms().emails());
    this.page = topic("Page", "pages", key, environment, environment.settings().alarms().woken());
  }

  private Topic topic(
      String id, String what, Key key, EnvironmentConfig environment, List<String> emails) {
    Topic topic =
        Topic.Builder.create(this, id)
            .displayName("%s %s".formatted(environment.prefix(), what))
            .masterKey(key)
            .enforceSsl(true)
            .build();
    // The policy that refuses plain HTTP takes the place of the one by which CloudWatch may
    // publish.
    topic.grantPublish(cloudWatch());
    emails.forEach(email -> topic.addSubscription(new EmailSubscription(email)));
    return topic;
  }

  /** Alarms of this account, and of no other. */
  private IPrincipal cloudWatch() {
    return new ServicePrincipal("cloudwatch.amazonaws.com")
        .withConditions(
            Map.of("StringEquals", Map.of("aws:SourceAccount", Stack.of(this).getAccount())));
  }

  /** What an alarm does that somebody should know of. */
  public SnsAction action() {
    return new SnsAction(inform);
  }

  /** What an alarm does for which somebody gets up. */
  public SnsAction page() {
    return new SnsAction(page);
  }
}
