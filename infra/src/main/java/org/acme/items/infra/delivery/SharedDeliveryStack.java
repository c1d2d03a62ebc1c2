package org.acme.items.infra.delivery;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.acme.items.infra.checks.Acknowledged;
import org.acme.items.infra.config.Delivery;
import org.acme.items.infra.config.DeliveryConfig;
import org.acme.items.infra.config.DeliveryConfig.RepositoryHost;
import org.acme.items.infra.config.EnvironmentConfig;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.codeconnections.CfnConnection;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketAttributes;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** What all pipelines share: artifacts and their key, who is told, and the way to the source. */
public final class SharedDeliveryStack extends Stack {
  /** A stage goes back with the artifacts of its last good release, which may be old. */
  private static final int DAYS_OF_ARTIFACTS = 365;

  private final String bucketName;
  private final Key key;
  private final Bucket artifacts;
  private final Topic topic;
  private final @Nullable String connectionArn;

  public SharedDeliveryStack(Construct scope, String id, StackProps props, Delivery delivery) {
    super(scope, id, props);
    this.key =
        Key.Builder.create(this, "Key")
            .description("Artifacts of the pipelines of " + delivery.project())
            .alias(delivery.prefix())
            .enableKeyRotation(true)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    this.bucketName = bucketName(delivery);
    this.artifacts = artifacts(delivery);
    admitStages(delivery);
    this.topic = topic(delivery);
    this.connectionArn = connection(delivery);
    if (delivery.settings().source().provider() == RepositoryHost.CODECOMMIT) {
      new PushRouter(this, "Pushes", delivery, topic);
    }
  }

  /** Made anew by each build, so they go with the stack. */
  private Bucket artifacts(Delivery delivery) {
    Bucket bucket =
        Bucket.Builder.create(this, "Artifacts")
            .bucketName(bucketName)
            .encryption(BucketEncryption.KMS)
            .encryptionKey(key)
            .bucketKeyEnabled(true)
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .enforceSsl(true)
            .lifecycleRules(
                List.of(
                    LifecycleRule.builder()
                        .expiration(Duration.days(DAYS_OF_ARTIFACTS))
                        .abortIncompleteMultipartUploadAfter(Duration.days(1))
                        .build(),
                    LifecycleRule.builder()
                        .prefix(BuildProject.CACHE)
                        .expiration(Duration.days(delivery.settings().logDays()))
                        .build()))
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    Acknowledged.by(
        bucket,
        "AwsSolutions-S1",
        "Who deploys what is in the history of the pipelines; the artifacts hold no data.");
    return bucket;
  }

  /** Name of the bucket of artifacts, which roles in stages know. */
  private static String bucketName(Delivery delivery) {
    String account = delivery.settings().account();
    return "%s-%s-%s"
        .formatted(
            delivery.prefix(),
            account == null ? Aws.ACCOUNT_ID : account,
            delivery.settings().region());
  }

  /** Roles of stages read templates; those in other accounts have to be let in from here. */
  private void admitStages(Delivery delivery) {
    for (Delivery.Stage stage : delivery.stages()) {
      EnvironmentConfig environment = stage.environment();
      String account = environment.settings().account();
      Map<String, Object> onlyOurs =
          new TreeMap<>(
              Map.of(
                  "ArnLike",
                  new TreeMap<>(
                      Map.of(
                          "aws:PrincipalArn",
                          "arn:%s:iam::%s:role/%s"
                              .formatted(
                                  Aws.PARTITION,
                                  account == null ? Aws.ACCOUNT_ID : account,
                                  environment.deliveryRole("*"))))));
      IPrincipal stages = new AccountPrincipal(account == null ? Aws.ACCOUNT_ID : account);
      artifacts.addToResourcePolicy(
          statement(stages, List.of("s3:GetObject", "s3:GetObjectVersion"), onlyOurs)
              .resources(List.of(artifacts.arnForObjects("*")))
              .build());
      key.addToResourcePolicy(
          statement(stages, List.of("kms:Decrypt", "kms:DescribeKey"), onlyOurs)
              .resources(List.of("*"))
              .build());
    }
  }

  private static PolicyStatement.Builder statement(
      IPrincipal who, List<String> actions, Map<String, Object> conditions) {
    return PolicyStatement.Builder.create()
        .effect(Effect.ALLOW)
        .principals(List.of(who))
        .actions(actions)
        .conditions(conditions);
  }

  private Topic topic(Delivery delivery) {
    Topic told =
        Topic.Builder.create(this, "Topic")
            .displayName(delivery.project() + " delivery")
            .enforceSsl(true)
            .build();
    told.grantPublish(new ServicePrincipal("codestar-notifications.amazonaws.com"));
    told.grantPublish(
        new ServicePrincipal("cloudwatch.amazonaws.com")
            .withConditions(Map.of("StringEquals", Map.of("aws:SourceAccount", getAccount()))));
    delivery
        .settings()
        .emails()
        .forEach(email -> told.addSubscription(new EmailSubscription(email)));
    return told;
  }

  private @Nullable String connection(Delivery delivery) {
    DeliveryConfig.Source source = delivery.settings().source();
    if (source.provider() == RepositoryHost.CODECOMMIT) {
      return null;
    }
    String arn = source.connectionArn();
    if (arn == null) {
      arn =
          CfnConnection.Builder.create(this, "Connection")
              .connectionName(delivery.project())
              .providerType(
                  switch (source.provider()) {
                    case GITHUB -> "GitHub";
                    case GITLAB -> "GitLab";
                    case BITBUCKET -> "Bitbucket";
                    case CODECOMMIT -> throw new IllegalStateException("needs no connection");
                  })
              .build()
              .getAttrConnectionArn();
    }
    CfnOutput.Builder.create(this, "ConnectionArn")
        .description("A person accepts it once, in the console")
        .value(arn)
        .build();
    return arn;
  }

  /** The bucket of artifacts, by its name, as another stack sees it. */
  IBucket artifacts(Construct scope) {
    return Bucket.fromBucketAttributes(
        scope,
        "Artifacts",
        BucketAttributes.builder().bucketName(bucketName).encryptionKey(key).build());
  }

  Topic topic() {
    return topic;
  }

  /** Of the source; null with CodeCommit, which needs none. */
  @Nullable String connectionArn() {
    return connectionArn;
  }
}
