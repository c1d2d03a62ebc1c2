package org.acme.items.infra.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.acme.items.infra.config.ConfigLoader;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.ImageSource;
import org.acme.items.infra.config.ServiceConfig;
import org.acme.items.infra.config.TaskSize.Architecture;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.amazon.awscdk.services.ecs.AssetImageProps;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * The image of a service, and how many tasks there are while there is none.
 *
 * <p>An image of the pipeline is a parameter without a default: the stack keeps the value that it
 * has, and whoever forgets it is told instead of going back to an old version. {@code none} means
 * no tasks, so that stacks can be made before the first image is.
 */
final class ServiceImage extends Construct {
  static final String PARAMETER = "Image";
  static final String NONE = "none";

  /** No tag that can be moved: a digest, or a commit as tag. */
  private static final String PATTERN =
      "^(none|[a-z0-9./:_-]+@sha256:[0-9a-f]{64}|[a-z0-9./:_-]+:[0-9a-f]{7,40})$";

  private final EnvironmentConfig environment;
  private final ServiceConfig service;
  private final ContainerImage image;
  private final @Nullable CfnCondition hasImage;

  ServiceImage(
      Stack stack, String id, EnvironmentConfig environment, ServiceConfig service, Path root) {
    super(stack, id);
    this.environment = environment;
    this.service = service;
    switch (service.imageSource()) {
      case ImageSource.Pipeline _ -> {
        CfnParameter parameter =
            CfnParameter.Builder.create(stack, PARAMETER)
                .type("String")
                .description("Image with its digest or commit; none: no tasks")
                .allowedPattern(PATTERN)
                .constraintDescription(
                    "must be none, name@sha256:digest or name:commit; tags such as latest move")
                .build();
        this.hasImage =
            CfnCondition.Builder.create(stack, "HasImage")
                .expression(Fn.conditionNot(Fn.conditionEquals(parameter.getValueAsString(), NONE)))
                .build();
        this.image = ContainerImage.fromRegistry(parameter.getValueAsString());
      }
      case ImageSource.Local _ -> {
        this.hasImage = null;
        this.image = local(root);
      }
      case ImageSource.Registry registry -> {
        this.hasImage = null;
        this.image =
            registry.isEcr()
                ? fromEcr(registry)
                : ContainerImage.fromRegistry(registry.reference());
      }
    }
  }

  private ContainerImage fromEcr(ImageSource.Registry registry) {
    return ContainerImage.fromEcrRepository(
        Repository.fromRepositoryArn(
            this,
            "Repository",
            Stack.of(this)
                .formatArn(
                    ArnComponents.builder()
                        .service("ecr")
                        .account(registry.account())
                        .region(registry.region())
                        .resource("repository")
                        .resourceName(registry.repository())
                        .build())),
        registry.version());
  }

  private ContainerImage local(Path root) {
    return ContainerImage.fromAsset(
        root.toString(),
        AssetImageProps.builder()
            .file(folder(root) + "/Dockerfile")
            .platform(
                service.task().architecture() == Architecture.ARM64
                    ? Platform.LINUX_ARM64
                    : Platform.LINUX_AMD64)
            .exclude(sources(root))
            .build());
  }

  /** The CDK brings back only the name of a Dockerfile that .dockerignore leaves out. */
  private List<String> sources(Path root) {
    List<String> excluded = new ArrayList<>(LocalSources.notNeeded(root, folder(root)));
    excluded.add("!" + folder(root) + "/Dockerfile");
    return excluded;
  }

  private String folder(Path root) {
    return ConfigLoader.folder(root, service.name());
  }

  ContainerImage image() {
    return image;
  }

  /**
   * Tasks at first. Nothing where they scale: a later deployment would set back a count that load
   * has raised.
   */
  @Nullable Number desiredCount() {
    if (hasImage == null) {
      return service.scales() ? null : service.count().min();
    }
    Object some = service.scales() ? Aws.NO_VALUE : service.count().min();
    return Token.asNumber(Fn.conditionIf(hasImage.getLogicalId(), some, 0));
  }

  /** Whether there is one already; null where there always is. */
  @Nullable CfnCondition hasImage() {
    return hasImage;
  }

  /** A number of tasks, or 0 while there is no image. */
  Number count(int tasks) {
    return hasImage == null || tasks == 0
        ? tasks
        : Token.asNumber(Fn.conditionIf(hasImage.getLogicalId(), tasks, 0));
  }

  /**
   * Lets the ECS agent fetch it. What {@code cdk deploy} builds, and a fixed one in Amazon ECR, is
   * allowed by the CDK itself.
   */
  void grantPull(IGrantable agent) {
    if (hasImage == null) {
      return;
    }
    String account = environment.settings().registry().account();
    String repository =
        Stack.of(this)
            .formatArn(
                ArnComponents.builder()
                    .service("ecr")
                    .account(account)
                    .resource("repository")
                    .resourceName(environment.repository(service))
                    .build());
    allow(
        agent,
        List.of(
            "ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"),
        repository);
    allow(agent, List.of("ecr:GetAuthorizationToken"), "*");
  }

  private static void allow(IGrantable agent, List<String> actions, String resource) {
    agent
        .getGrantPrincipal()
        .addToPrincipalPolicy(
            PolicyStatement.Builder.create()
                .effect(Effect.ALLOW)
                .actions(actions)
                .resources(List.of(resource))
                .build());
  }
}
