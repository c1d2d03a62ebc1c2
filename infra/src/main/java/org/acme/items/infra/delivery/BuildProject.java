package org.acme.items.infra.delivery;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.acme.items.infra.checks.Acknowledged;
import org.acme.items.infra.config.Delivery;
import org.acme.items.infra.platform.LogDays;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.codebuild.BucketCacheOptions;
import software.amazon.awscdk.services.codebuild.BuildEnvironment;
import software.amazon.awscdk.services.codebuild.BuildEnvironmentVariable;
import software.amazon.awscdk.services.codebuild.BuildSpec;
import software.amazon.awscdk.services.codebuild.Cache;
import software.amazon.awscdk.services.codebuild.CloudWatchLoggingOptions;
import software.amazon.awscdk.services.codebuild.ComputeType;
import software.amazon.awscdk.services.codebuild.LinuxArmBuildImage;
import software.amazon.awscdk.services.codebuild.LoggingOptions;
import software.amazon.awscdk.services.codebuild.PipelineProject;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/** A step of a pipeline that runs commands, on ARM as the tasks do. */
final class BuildProject extends Construct {
  /** Where caches are in the bucket of artifacts. */
  static final String CACHE = "cache/";

  /** A build that takes longer hangs. */
  private static final Duration TIMEOUT = Duration.minutes(60);

  private final PipelineProject project;

  /**
   * What makes projects different.
   *
   * @param privileged whether it builds images
   */
  record Props(
      String name, BuildSpec buildSpec, boolean privileged, Map<String, String> variables) {}

  BuildProject(Construct scope, String id, Delivery delivery, DeliveryPipeline way, Props props) {
    super(scope, id);
    IBucket artifacts = way.artifacts();
    LogGroup logs =
        LogGroup.Builder.create(this, "Logs")
            .retention(LogDays.of(delivery.settings().logDays()))
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    this.project =
        PipelineProject.Builder.create(this, "Project")
            .projectName(props.name())
            .buildSpec(props.buildSpec())
            .environment(
                BuildEnvironment.builder()
                    .buildImage(LinuxArmBuildImage.AMAZON_LINUX_2023_STANDARD_3_0)
                    .computeType(props.privileged() ? ComputeType.LARGE : ComputeType.SMALL)
                    .privileged(props.privileged())
                    .build())
            .environmentVariables(variables(props.variables()))
            .cache(
                props.privileged()
                    ? Cache.bucket(
                        artifacts,
                        BucketCacheOptions.builder().prefix(CACHE + props.name()).build())
                    : Cache.none())
            .encryptionKey(artifacts.getEncryptionKey())
            .logging(
                LoggingOptions.builder()
                    .cloudWatch(CloudWatchLoggingOptions.builder().logGroup(logs).build())
                    .build())
            .timeout(TIMEOUT)
            .build();
    way.letFetch(project);
    acknowledge(artifacts);
  }

  /** Plain values; the configuration has no secrets. */
  static Map<String, BuildEnvironmentVariable> variables(Map<String, String> values) {
    Map<String, BuildEnvironmentVariable> variables = new TreeMap<>();
    values.forEach((name, value) ->
        variables.put(name, BuildEnvironmentVariable.builder().value(value).build()));
    return variables;
  }

  PipelineProject project() {
    return project;
  }

  private void acknowledge(IBucket artifacts) {
    String reason =
        "A build keeps artifacts and its cache in one bucket, and writes its own logs and reports.";
    Acknowledged.artifacts(project, artifacts.getBucketArn(), reason);
    Stack stack = Stack.of(this);
    Object id =
        stack.resolve(
            ((CfnElement) Objects.requireNonNull(project.getNode().getDefaultChild()))
                .getLogicalId());
    for (String resource :
        List.of(
            "codebuild:%s:%s:report-group/<%s>-*", "logs:%s:%s:log-group:/aws/codebuild/<%s>:*")) {
      Acknowledged.wildcards(
          project,
          List.of("arn:aws:" + resource.formatted(stack.getRegion(), Aws.ACCOUNT_ID, id)),
          reason);
    }
  }
}
