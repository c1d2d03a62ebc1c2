package org.acme.items.infra.platform;

import java.util.List;
import org.acme.items.infra.checks.Acknowledged;
import org.acme.items.infra.config.EnvironmentConfig;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/** The access logs of a load balancer in production, kept as long as other logs. */
final class AccessLogs extends Construct {
  private final Bucket bucket;

  AccessLogs(Construct scope, String id, EnvironmentConfig environment) {
    super(scope, id);
    this.bucket =
        Bucket.Builder.create(this, "Bucket")
            .encryption(
                BucketEncryption.S3_MANAGED) // the only one that load balancers can write to
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .enforceSsl(true)
            .lifecycleRules(
                List.of(
                    LifecycleRule.builder()
                        .expiration(Duration.days(environment.settings().logDays()))
                        .build()))
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    Acknowledged.by(
        bucket, "AwsSolutions-S1", "It holds access logs; logs of who reads logs end nowhere.");
  }

  void of(ApplicationLoadBalancer balancer) {
    balancer.logAccessLogs(bucket);
  }
}
