package org.acme.items.infra.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.acme.items.infra.checks.Acknowledged;
import org.acme.items.infra.config.ConfigLoader;
import org.acme.items.infra.config.Delivery;
import org.acme.items.infra.platform.LogDays;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.codecommit.IRepository;
import software.amazon.awscdk.services.codecommit.OnCommitOptions;
import software.amazon.awscdk.services.codecommit.Repository;
import software.amazon.awscdk.services.events.targets.SfnStateMachine;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.constructs.Construct;

/**
 * Starts the pipelines that a push to CodeCommit is for, which has no filters by path: asks which
 * files differ and compares them with the patterns of each pipeline.
 *
 * <p>Starts all of them when the files cannot be told: the first push of a branch, a commit before
 * it that is gone, more files than one answer holds.
 */
final class PushRouter extends Construct {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private static final int MINUTES = 2;

  PushRouter(Construct scope, String id, Delivery delivery, ITopic told) {
    super(scope, id);
    IRepository repository =
        Repository.fromRepositoryName(
            this, "Repository", delivery.settings().source().repository());
    StateMachine machine =
        StateMachine.Builder.create(this, "Machine")
            .stateMachineName(delivery.prefix() + "-pushes")
            .stateMachineType(StateMachineType.EXPRESS)
            .definitionBody(DefinitionBody.fromString(definition(delivery)))
            .tracingEnabled(true)
            .logs(
                LogOptions.builder()
                    .level(LogLevel.ALL)
                    .includeExecutionData(true)
                    .destination(
                        LogGroup.Builder.create(this, "Logs")
                            .retention(LogDays.of(delivery.settings().logDays()))
                            .removalPolicy(RemovalPolicy.DESTROY)
                            .build())
                    .build())
            .build();
    DeliveryAlarms.onPushes(this, delivery.prefix(), machine.getStateMachineArn(), told);
    machine.addToRolePolicy(
        allow("codecommit:GetDifferences", List.of(repository.getRepositoryArn())));
    machine.addToRolePolicy(
        allow(
            "codepipeline:StartPipelineExecution",
            paths(delivery).keySet().stream()
                .map(pipeline ->
                    "arn:%s:codepipeline:%s:%s:%s"
                        .formatted(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID, pipeline))
                .toList()));
    Acknowledged.by(
        machine.getRole(),
        "AwsSolutions-IAM5[Resource::*]",
        "Writing its log and its traces knows no resources; repository and pipelines are named.");
    repository
        .onCommit(
            "Pushed",
            OnCommitOptions.builder()
                .description("Starts the pipelines whose files a push changes")
                .branches(List.of(delivery.settings().source().branch()))
                .build())
        .addTarget(SfnStateMachine.Builder.create(machine).build());
  }

  private static PolicyStatement allow(String action, List<String> resources) {
    return PolicyStatement.Builder.create()
        .effect(Effect.ALLOW)
        .actions(List.of(action))
        .resources(resources)
        .build();
  }

  /** Patterns of each pipeline, by its name. */
  static Map<String, SourcePaths> paths(Delivery delivery) {
    Map<String, SourcePaths> paths = new TreeMap<>();
    for (String service : delivery.services()) {
      paths.put(
          Delivery.pipeline(delivery.project(), service),
          SourcePaths.ofService(delivery.root(), ConfigLoader.folder(delivery.root(), service)));
    }
    paths.put(Delivery.pipeline(delivery.project(), "platform"), SourcePaths.ofPlatform());
    return paths;
  }

  /** In Amazon States Language with JSONata; the event of CodeCommit is its input. */
  static String definition(Delivery delivery) {
    Map<String, SourcePaths> paths = paths(delivery);
    Map<String, Object> states = new LinkedHashMap<>();
    states.put(
        "FirstPush",
        state(
            "Choice",
            Map.of(
                "Choices",
                List.of(
                    Map.of(
                        "Condition",
                        "{% $exists($states.input.detail.oldCommitId) %}",
                        "Next",
                        "Differences")),
                "Default",
                "All")));
    states.put(
        "Differences",
        state(
            "Task",
            Map.of(
                "Resource",
                "arn:%s:states:::aws-sdk:codecommit:getDifferences".formatted(Aws.PARTITION),
                "Arguments",
                Map.of(
                    "RepositoryName", "{% $states.input.detail.repositoryName %}",
                    "BeforeCommitSpecifier", "{% $states.input.detail.oldCommitId %}",
                    "AfterCommitSpecifier", "{% $states.input.detail.commitId %}"),
                "Output",
                Map.of("pipelines", "{% " + chosen(paths) + " %}"),
                "Retry",
                List.of(
                    Map.of(
                        "ErrorEquals", List.of("States.TaskFailed"),
                        "MaxAttempts", 2,
                        "IntervalSeconds", 1)),
                "Catch",
                List.of(Map.of("ErrorEquals", List.of("States.ALL"), "Next", "All")),
                "Next",
                "Start")));
    states.put(
        "All",
        state(
            "Pass",
            Map.of("Output", Map.of("pipelines", List.copyOf(paths.keySet())), "Next", "Start")));
    states.put(
        "Start",
        state(
            "Map",
            Map.of(
                "Items",
                "{% $states.input.pipelines %}",
                "ItemProcessor",
                Map.of(
                    "ProcessorConfig",
                    Map.of("Mode", "INLINE"),
                    "StartAt",
                    "StartPipeline",
                    "States",
                    Map.of(
                        "StartPipeline",
                        state(
                            "Task",
                            Map.of(
                                "Resource",
                                "arn:%s:states:::aws-sdk:codepipeline:startPipelineExecution"
                                    .formatted(Aws.PARTITION),
                                "Arguments",
                                Map.of("Name", "{% $states.input %}"),
                                "Retry",
                                List.of(
                                    Map.of(
                                        "ErrorEquals", List.of("States.TaskFailed"),
                                        "MaxAttempts", 3,
                                        "IntervalSeconds", 2)),
                                "Catch",
                                List.of(
                                    Map.of(
                                        "ErrorEquals",
                                        List.of("States.ALL"),
                                        "Next",
                                        "NotStarted")),
                                "End",
                                true)),
                        // One that cannot start must not keep the others from it.
                        "NotStarted",
                        state("Pass", Map.of("End", true)))),
                "End",
                true)));
    try {
      return JSON.writeValueAsString(
          new TreeMap<>(
              Map.of(
                  "QueryLanguage",
                  "JSONata",
                  "StartAt",
                  "FirstPush",
                  "TimeoutSeconds",
                  MINUTES * 60,
                  "States",
                  states)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> state(String type, Map<String, Object> rest) {
    Map<String, Object> state = new TreeMap<>(rest);
    state.put("Type", type);
    return state;
  }

  /** JSONata: names of pipelines for the answer of GetDifferences; all if there is more of it. */
  static String chosen(Map<String, SourcePaths> paths) {
    List<String> each = new ArrayList<>();
    List<String> names = new ArrayList<>();
    paths.forEach((name, filter) -> {
      names.add("\"%s\"".formatted(name));
      each.add(
          "$count($files[$contains($, /%s/)]) > 0 ? \"%s\""
              .formatted(SourcePaths.regex(filter.included()).replace("/", "\\/"), name));
    });
    String all = "[%s]".formatted(String.join(", ", names));
    return """
    (
      $result := $states.result;
      $changed := $append($result.Differences.AfterBlob.Path, $result.Differences.BeforeBlob.Path);
      $files := $changed[$not($contains($, /%s/))];
      $exists($result.NextToken) ? %s : [%s]
    )\
    """
        .formatted(
            SourcePaths.regex(SourcePaths.EXCLUDED).replace("/", "\\/"),
            all,
            String.join(", ", each));
  }
}
