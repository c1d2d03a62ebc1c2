package org.acme.items.infra.delivery;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.acme.items.infra.checks.Acknowledged;
import org.acme.items.infra.config.Delivery;
import org.acme.items.infra.config.DeliveryConfig;
import org.acme.items.infra.config.EnvironmentConfig;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.codebuild.BuildSpec;
import software.amazon.awscdk.services.codepipeline.Artifact;
import software.amazon.awscdk.services.codepipeline.IAction;
import software.amazon.awscdk.services.codepipeline.actions.CodeBuildAction;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * The way of everything that is not one service: {@code ./dev deploy STAGE} for one stage after the
 * other, which keeps the images that run. What will change is shown before a person approves.
 */
public final class PlatformPipelineStack extends Stack {
  private static final String BUILD = "Build";
  private static final String SUBJECT = "platform";

  public PlatformPipelineStack(
      Construct scope, String id, StackProps props, Delivery delivery, SharedDeliveryStack shared) {
    super(scope, id, props);
    String name = Delivery.pipeline(delivery.project(), SUBJECT);
    DeliveryPipeline way =
        new DeliveryPipeline(this, "Way", name, delivery, shared, SourcePaths.ofPlatform());
    BuildProject verify =
        new BuildProject(
            this,
            BUILD,
            delivery,
            way,
            new BuildProject.Props(
                name, BuildSpec.fromSourceFilename("buildspec.yml"), true, Map.of()));
    way.addStage(
        BUILD,
        List.of(
            CodeBuildAction.Builder.create()
                .actionName(BUILD)
                .project(verify.project())
                .input(way.source())
                .outputs(List.of(new Artifact("Made")))
                .variablesNamespace(BUILD)
                .build()));
    BuildProject deploy =
        new BuildProject(
            this,
            "Deploy",
            delivery,
            way,
            new BuildProject.Props(
                name + "-deploy", // in one project, since both need the same roles
                BuildSpec.fromSourceFilename("infra/buildspecs/stage.yml"),
                false,
                Map.of()));
    deploy
        .project()
        .addToRolePolicy(
            PolicyStatement.Builder.create()
                .effect(Effect.ALLOW)
                .actions(List.of("sts:AssumeRole"))
                .resources(bootstrapRoles(delivery))
                .build());
    Acknowledged.wildcards(
        deploy.project(),
        bootstrapRoles(delivery),
        "Roles of the CDK's bootstrap in the accounts of the stages, whose own trust decides.");
    for (Delivery.Stage stage : delivery.stages()) {
      EnvironmentConfig environment = stage.environment();
      String stageName = environment.stage();
      way.addStage(
          "Compare-" + stageName,
          List.of(run("Compare", "diff", environment, deploy, way, "Compare-" + stageName)));
      if (stage.step().approval()) {
        way.askBefore(
            stageName,
            "Everything of %s but images, commit #{Source.CommitId}. What changes: #{Compare-%s.CHANGES}"
                .formatted(stageName, stageName));
      }
      way.addStage(
          stageName,
          List.of(run("Deploy", "deploy", environment, deploy, way, "Deploy-" + stageName)));
    }
    // Last, so that what this very run does is what was there when it began.
    way.addStage(
        Delivery.NAME,
        List.of(
            run(
                "Deploy",
                "deploy",
                Delivery.NAME,
                delivery.settings().account(),
                delivery.settings().region(),
                deploy,
                way,
                "Deploy-" + Delivery.NAME)));
  }

  private static IAction run(
      String name,
      String script,
      EnvironmentConfig environment,
      BuildProject project,
      DeliveryPipeline way,
      String namespace) {
    return run(
        name,
        script,
        environment.stage(),
        environment.settings().account(),
        environment.settings().region(),
        project,
        way,
        namespace);
  }

  private static IAction run(
      String name,
      String script,
      String stage,
      @Nullable String account,
      String region,
      BuildProject project,
      DeliveryPipeline way,
      String namespace) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("STEP", script);
    variables.put("STAGE", stage);
    variables.put("STAGE_ACCOUNT", account == null ? Aws.ACCOUNT_ID : account);
    variables.put("STAGE_REGION", region);
    return CodeBuildAction.Builder.create()
        .actionName(name)
        .project(project.project())
        .input(way.source())
        .environmentVariables(BuildProject.variables(variables))
        .variablesNamespace(namespace)
        .build();
  }

  /** With which the CDK's command line deploys; it has no other permission. */
  private static List<String> bootstrapRoles(Delivery delivery) {
    return Stream.concat(
            delivery.stages().stream().map(stage -> stage.environment().settings().account()),
            Stream.of(delivery.settings()).map(DeliveryConfig::account))
        .map(account ->
            "arn:%s:iam::%s:role/cdk-hnb659fds-*"
                .formatted(Aws.PARTITION, account == null ? Aws.ACCOUNT_ID : account))
        .distinct()
        .toList();
  }
}
