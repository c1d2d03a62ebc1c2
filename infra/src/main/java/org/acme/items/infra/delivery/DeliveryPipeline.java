package org.acme.items.infra.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import org.acme.items.infra.checks.Acknowledged;
import org.acme.items.infra.config.Delivery;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.codepipeline.Artifact;
import software.amazon.awscdk.services.codepipeline.Condition;
import software.amazon.awscdk.services.codepipeline.Conditions;
import software.amazon.awscdk.services.codepipeline.ExecutionMode;
import software.amazon.awscdk.services.codepipeline.FailureConditions;
import software.amazon.awscdk.services.codepipeline.IAction;
import software.amazon.awscdk.services.codepipeline.Pipeline;
import software.amazon.awscdk.services.codepipeline.PipelineNotificationEvents;
import software.amazon.awscdk.services.codepipeline.PipelineNotifyOnOptions;
import software.amazon.awscdk.services.codepipeline.PipelineType;
import software.amazon.awscdk.services.codepipeline.Result;
import software.amazon.awscdk.services.codepipeline.Rule;
import software.amazon.awscdk.services.codepipeline.RuleProps;
import software.amazon.awscdk.services.codepipeline.StageOptions;
import software.amazon.awscdk.services.codepipeline.actions.ManualApprovalAction;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * A pipeline with what all of them have: a source that starts it, news for people, approvals, and
 * stages that are taken back when something in them fails.
 */
final class DeliveryPipeline extends Construct {
  /** After which a change that nobody approves is rejected. */
  private static final Duration PATIENCE = Duration.days(7);

  /** Rules of a condition, at most; "Quotas" in the guide to CodePipeline. */
  private static final int RULES = 5;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Delivery delivery;
  private final SharedDeliveryStack shared;
  private final Role role;
  private final IBucket artifacts;
  private final Pipeline pipeline;
  private final Artifact source;

  /**
   * Makes a pipeline that ends with its source.
   *
   * @param name of the pipeline and of its role
   */
  DeliveryPipeline(
      Construct scope,
      String id,
      String name,
      Delivery delivery,
      SharedDeliveryStack shared,
      SourcePaths paths) {
    super(scope, id);
    this.delivery = delivery;
    this.shared = shared;
    this.artifacts = shared.artifacts(this);
    this.role =
        Role.Builder.create(this, "Role")
            .roleName(name)
            .assumedBy(new ServicePrincipal("codepipeline.amazonaws.com"))
            .build();
    this.pipeline =
        Pipeline.Builder.create(this, "Pipeline")
            .pipelineName(name)
            .pipelineType(PipelineType.V2)
            // A newer change takes the place of one that waits; none is deployed out of order.
            .executionMode(ExecutionMode.SUPERSEDED)
            .artifactBucket(artifacts)
            .role(role)
            .usePipelineRoleForActions(true)
            .build();
    pipeline.notifyOn(
        "News",
        shared.topic(),
        PipelineNotifyOnOptions.builder()
            .notificationRuleName(name)
            .events(
                List.of(
                    PipelineNotificationEvents.PIPELINE_EXECUTION_FAILED,
                    PipelineNotificationEvents.MANUAL_APPROVAL_NEEDED))
            .build());
    DeliveryAlarms.onPipeline(this, name, shared.topic());
    Acknowledged.artifacts(
        role, artifacts.getBucketArn(), "A pipeline hands artifacts from step to step.");
    letFetch(role);
    this.source = PipelineSource.addTo(pipeline, delivery, shared, paths);
  }

  /**
   * Lets a role fetch the source. The library knows the older name of the permission only, and
   * connections have the newer one in their ARN.
   */
  void letFetch(IGrantable who) {
    String connection = shared.connectionArn();
    if (connection != null) {
      who.getGrantPrincipal()
          .addToPrincipalPolicy(
              PolicyStatement.Builder.create()
                  .effect(Effect.ALLOW)
                  .actions(List.of("codeconnections:UseConnection"))
                  .resources(List.of(connection))
                  .build());
    }
  }

  IBucket artifacts() {
    return artifacts;
  }

  Role role() {
    return role;
  }

  /** What was pushed. */
  Artifact source() {
    return source;
  }

  void addStage(String name, List<IAction> actions) {
    pipeline.addStage(StageOptions.builder().stageName(name).actions(actions).build());
  }

  /**
   * Asks before a stage. It is a stage by itself: going back in the next one must not ask again.
   *
   * @param information what to know for an answer; variables of earlier actions are filled in
   */
  void askBefore(String stage, String information) {
    pipeline.addStage(
        StageOptions.builder()
            .stageName("Approve-" + stage)
            .actions(
                List.of(
                    ManualApprovalAction.Builder.create()
                        .actionName("Approve")
                        .notificationTopic(shared.topic())
                        .externalEntityLink(PipelineSource.link(delivery))
                        .additionalInformation(information)
                        .timeout(PATIENCE)
                        .build()))
            .build());
  }

  /**
   * Adds a stage that goes back to its last good execution when something in it fails.
   *
   * @param alarms that are watched for {@code soakMinutes} after; at most five are
   */
  void addDeployment(String stage, List<IAction> actions, List<String> alarms, int soakMinutes) {
    StageOptions.Builder options =
        StageOptions.builder()
            .stageName(stage)
            .actions(actions)
            .onFailure(FailureConditions.builder().result(Result.ROLLBACK).build());
    if (soakMinutes > 0 && !alarms.isEmpty()) {
      List<String> watched = alarms.subList(0, Math.min(RULES, alarms.size()));
      options.onSuccess(
          Conditions.builder()
              .conditions(
                  List.of(
                      Condition.builder()
                          .result(Result.ROLLBACK)
                          .rules(
                              IntStream.range(0, watched.size())
                                  .mapToObj(i -> quiet(i, watched.get(i), soakMinutes))
                                  .toList())
                          .build()))
              .build());
      role.addToPolicy(
          PolicyStatement.Builder.create()
              .effect(Effect.ALLOW)
              .actions(List.of("cloudwatch:DescribeAlarms"))
              .resources(List.of("*"))
              .build());
    }
    pipeline.addStage(options.build());
  }

  /** Holds if an alarm does not ring for so long. */
  private static Rule quiet(int number, String alarm, int minutes) {
    ObjectNode configuration = JSON.createObjectNode();
    configuration.put("AlarmName", alarm);
    configuration.put("AlarmStates", "ALARM");
    configuration.put("WaitTime", Integer.toString(minutes));
    return new Rule(
        RuleProps.builder()
            .name("Quiet" + (number + 1))
            .provider("CloudWatchAlarm")
            .version("1")
            .configuration(configuration)
            .build());
  }
}
