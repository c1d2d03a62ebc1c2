package org.acme.items.infra.delivery;

import java.util.List;
import org.acme.items.infra.config.Delivery;
import org.acme.items.infra.config.DeliveryConfig;
import software.amazon.awscdk.services.codecommit.Repository;
import software.amazon.awscdk.services.codepipeline.Artifact;
import software.amazon.awscdk.services.codepipeline.GitConfiguration;
import software.amazon.awscdk.services.codepipeline.GitPushFilter;
import software.amazon.awscdk.services.codepipeline.IAction;
import software.amazon.awscdk.services.codepipeline.Pipeline;
import software.amazon.awscdk.services.codepipeline.ProviderType;
import software.amazon.awscdk.services.codepipeline.StageOptions;
import software.amazon.awscdk.services.codepipeline.TriggerProps;
import software.amazon.awscdk.services.codepipeline.actions.CodeCommitSourceAction;
import software.amazon.awscdk.services.codepipeline.actions.CodeCommitTrigger;
import software.amazon.awscdk.services.codepipeline.actions.CodeStarConnectionsSourceAction;

/** The first stage of a pipeline, and what makes it start. */
final class PipelineSource {
  /** Namespace of its variables: {@code #{Source.CommitId}}. */
  private static final String NAMESPACE = "Source";

  private PipelineSource() {}

  /** Adds it, and returns what the next stages work on: a clone with its history. */
  static Artifact addTo(
      Pipeline pipeline, Delivery delivery, SharedDeliveryStack shared, SourcePaths paths) {
    DeliveryConfig.Source source = delivery.settings().source();
    Artifact checkout = new Artifact("Source");
    String connectionArn = shared.connectionArn();
    if (connectionArn == null) {
      pipeline.addStage(
          stage(
              CodeCommitSourceAction.Builder.create()
                  .actionName("Checkout")
                  .repository(
                      Repository.fromRepositoryName(pipeline, "Repository", source.repository()))
                  .branch(source.branch())
                  .trigger(CodeCommitTrigger.NONE) // PushRouter knows better
                  .codeBuildCloneOutput(true)
                  .variablesNamespace(NAMESPACE)
                  .output(checkout)
                  .build()));
      return checkout;
    }
    int slash = source.repository().lastIndexOf('/');
    CodeStarConnectionsSourceAction action =
        CodeStarConnectionsSourceAction.Builder.create()
            .actionName("Checkout")
            .connectionArn(connectionArn)
            .owner(source.repository().substring(0, slash))
            .repo(source.repository().substring(slash + 1))
            .branch(source.branch())
            .triggerOnPush(false) // the trigger below does, for some paths only
            .codeBuildCloneOutput(true)
            .variablesNamespace(NAMESPACE)
            .output(checkout)
            .build();
    pipeline.addStage(stage(action));
    pipeline.addTrigger(
        TriggerProps.builder()
            .providerType(ProviderType.CODE_STAR_SOURCE_CONNECTION)
            .gitConfiguration(
                GitConfiguration.builder()
                    .sourceAction(action)
                    .pushFilter(
                        List.of(
                            GitPushFilter.builder()
                                .branchesIncludes(List.of(source.branch()))
                                .filePathsIncludes(paths.included())
                                .filePathsExcludes(SourcePaths.EXCLUDED)
                                .build()))
                    .build())
            .build());
    return checkout;
  }

  private static StageOptions stage(IAction action) {
    return StageOptions.builder().stageName("Source").actions(List.of(action)).build();
  }

  /** Of the repository, as images name it. */
  static String url(Delivery delivery) {
    return link(delivery).replaceFirst("/(-/)?commits?/#.*", "");
  }

  /** Where people see the change that is on its way. */
  static String link(Delivery delivery) {
    DeliveryConfig.Source source = delivery.settings().source();
    String commit = "#{%s.CommitId}".formatted(NAMESPACE);
    return switch (source.provider()) {
      case GITHUB -> "https://github.com/%s/commit/%s".formatted(source.repository(), commit);
      case GITLAB -> "https://gitlab.com/%s/-/commit/%s".formatted(source.repository(), commit);
      case BITBUCKET ->
          "https://bitbucket.org/%s/commits/%s".formatted(source.repository(), commit);
      case CODECOMMIT ->
          "https://%1$s.console.aws.amazon.com/codesuite/codecommit/repositories/%2$s/commit/%3$s"
              .formatted(delivery.settings().region(), source.repository(), commit);
    };
  }
}
