package org.acme.items.infra.delivery;

import static com.dashjoin.jsonata.Jsonata.jsonata;
import static org.assertj.core.api.Assertions.assertThat;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.acme.items.infra.Pipelines;
import org.acme.items.infra.Yaml;
import org.acme.items.infra.config.Delivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code pushes.yaml} says which pipelines a push starts. With GitHub and the like CodePipeline
 * compares globs, which Java's own do here; with CodeCommit a state machine does, whose JSONata is
 * run here as it stands in the template.
 */
class PushesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  record Push(List<String> files, List<String> starts) {}

  static Stream<Push> pushes() throws IOException {
    return Yaml.maps(Yaml.map(Path.of("src/test/resources/pushes.yaml")), "pushes").stream()
        .map(push -> new Push(Yaml.texts(push, "files"), named(Yaml.texts(push, "starts"))));
  }

  private static List<String> named(List<String> starts) {
    return starts.stream()
        .flatMap(start ->
            start.equals("services")
                ? Pipelines.codeCommit().services().stream()
                : Stream.of(start))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pushes")
  void filtersOfCodePipelineStartThem(Push push) {
    List<String> started = new ArrayList<>();
    Pipelines.templates()
        .forEach((stack, template) -> {
          if (!stack.equals("shared")) {
            JsonNode filter =
                Pipelines.properties(template, "AWS::CodePipeline::Pipeline")
                    .at("/Triggers/0/GitConfiguration/Push/0");
            assertThat(filter.at("/Branches/Includes/0").asText()).isEqualTo("main");
            if (push.files().stream()
                .anyMatch(file ->
                    fits(filter.at("/FilePaths/Includes"), file)
                        && !fits(filter.at("/FilePaths/Excludes"), file))) {
              started.add(stack);
            }
          }
        });

    assertThat(started).containsExactlyInAnyOrderElementsOf(push.starts());
  }

  private static boolean fits(JsonNode globs, String file) {
    assertThat(globs).hasSizeBetween(1, 8);
    return globs
        .valueStream()
        .anyMatch(glob ->
            FileSystems.getDefault()
                .getPathMatcher("glob:" + glob.asText())
                .matches(Path.of(file)));
  }

  @ParameterizedTest
  @MethodSource("pushes")
  void stateMachineOfCodeCommitStartsThem(Push push) throws IOException {
    List<Map<String, Object>> differences =
        push.files().stream()
            .map(file -> Map.<String, Object>of("AfterBlob", Map.of("Path", file)))
            .toList();

    assertThat(chosen(Map.of("Differences", differences)))
        .containsExactlyInAnyOrderElementsOf(
            push.starts().stream().map(name -> "items-delivery-" + name).toList());
  }

  @Test
  void deletedFileCountsAsWell() throws IOException {
    assertThat(
            chosen(
                Map.of(
                    "Differences",
                    List.of(Map.of("BeforeBlob", Map.of("Path", "backend-service/A.java"))))))
        .containsExactly("items-delivery-backend");
  }

  @Test
  void everythingStartsWhenThereAreMoreFilesThanOneAnswerHolds() throws IOException {
    assertThat(
            chosen(
                Map.of(
                    "Differences",
                    List.of(Map.of("AfterBlob", Map.of("Path", "README.md"))),
                    "NextToken",
                    "more")))
        .containsExactlyInAnyOrderElementsOf(all());
  }

  @Test
  void everythingStartsWithTheFirstPushAndWhenTheCommitBeforeIsGone() throws IOException {
    JsonNode states = machine().get("States");

    assertThat(states.at("/FirstPush/Choices/0/Condition").asText())
        .isEqualTo("{% $exists($states.input.detail.oldCommitId) %}");
    assertThat(states.at("/FirstPush/Default").asText()).isEqualTo("All");
    assertThat(states.at("/Differences/Catch/0/ErrorEquals/0").asText()).isEqualTo("States.ALL");
    assertThat(states.at("/Differences/Catch/0/Next").asText()).isEqualTo("All");
    assertThat(states.at("/All/Output/pipelines").valueStream().map(JsonNode::asText).toList())
        .containsExactlyInAnyOrderElementsOf(all());
    assertThat(states.at("/Start/Items").asText()).isEqualTo("{% $states.input.pipelines %}");
  }

  @Test
  void onlyTheStateMachineStartsPipelinesOfCodeCommit() {
    Pipelines.codeCommitTemplates()
        .forEach((stack, template) -> {
          if (!stack.equals("shared")) {
            JsonNode pipeline = Pipelines.properties(template, "AWS::CodePipeline::Pipeline");
            assertThat(pipeline.has("Triggers")).isFalse();
            assertThat(
                    pipeline
                        .at("/Stages/0/Actions/0/Configuration/PollForSourceChanges")
                        .asBoolean(true))
                .isFalse();
            assertThat(template.get("Resources").findValuesAsText("Type"))
                .doesNotContain("AWS::Events::Rule");
          }
        });
    JsonNode rule = Pipelines.properties(Pipelines.codeCommitShared(), "AWS::Events::Rule");
    assertThat(rule.at("/EventPattern/detail/referenceName/0").asText()).isEqualTo("main");
  }

  private static List<String> all() {
    Delivery delivery = Pipelines.codeCommit();
    return Stream.concat(delivery.services().stream(), Stream.of("platform"))
        .map(name -> Delivery.pipeline("items", name))
        .toList();
  }

  private static JsonNode machine() throws IOException {
    JsonNode definition =
        Pipelines.properties(Pipelines.codeCommitShared(), "AWS::StepFunctions::StateMachine")
            .get("DefinitionString");
    StringBuilder text = new StringBuilder();
    if (definition.isTextual()) {
      text.append(definition.asText());
    } else {
      definition
          .at("/Fn::Join/1")
          .forEach(part -> text.append(part.isTextual() ? part.asText() : "aws"));
    }
    return JSON.readTree(text.toString());
  }

  /** What the machine's JSONata makes of an answer of GetDifferences. */
  private static List<String> chosen(Map<String, Object> answer) throws IOException {
    String expression =
        machine()
            .at("/States/Differences/Output/pipelines")
            .asText()
            .replaceFirst("(?s)^\\{% (.*) %}$", "$1");
    Jsonata jsonata = jsonata(expression);
    Jsonata.Frame bindings = jsonata.createFrame();
    bindings.bind("states", new HashMap<>(Map.of("result", answer)));
    Object result = jsonata.evaluate(null, bindings);
    return result instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }
}
