package org.acme.items.infra.platform;

import java.util.List;
import org.acme.items.infra.config.EnvironmentConfig;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** Where events of all tasks of a stage are kept; services have their rules write there. */
final class EventLog extends Construct {
  EventLog(Construct scope, String id, EnvironmentConfig environment) {
    super(scope, id);
    LogGroup.Builder.create(this, "Group")
        .logGroupName(environment.eventLog())
        .retention(LogDays.of(environment.settings().logDays()))
        .removalPolicy(RemovalPolicy.DESTROY)
        .build()
        .addToResourcePolicy(
            PolicyStatement.Builder.create()
                .effect(Effect.ALLOW)
                .principals(
                    List.of(
                        new ServicePrincipal("delivery.logs.amazonaws.com"),
                        new ServicePrincipal("events.amazonaws.com")))
                .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                .resources(
                    List.of(
                        "arn:%s:logs:%s:%s:log-group:%s:*"
                            .formatted(
                                Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID, environment.eventLog())))
                .build());
  }
}
