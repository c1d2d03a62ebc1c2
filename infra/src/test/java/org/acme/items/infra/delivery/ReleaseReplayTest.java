package org.acme.items.infra.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.acme.items.infra.Pipelines;
import org.acme.items.infra.Synth;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Days in the life of a service, played with the synthesised pipeline and templates on {@link
 * CloudFormationModel}: which image runs where, and what is red.
 */
class ReleaseReplayTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> STAGES = List.of("dev", "staging", "prod");
  private static final String A = image("a");
  private static final String B = image("b");

  private final CloudFormationModel aws = new CloudFormationModel();

  private static String image(String digit) {
    return "111111111111.dkr.ecr.eu-central-1.amazonaws.com/items-dev/backend@sha256:"
        + digit.repeat(64);
  }

  @BeforeEach
  void firstDeploymentWithoutAnImage() {
    for (String stage : STAGES) {
      assertThat(aws.cdkDeploy(stack(stage), template(stage), Map.of("Image", "none"))).isTrue();
    }
  }

  @Test
  void thereAreNoTasksBeforeTheFirstRelease() {
    for (String stage : STAGES) {
      assertThat(aws.stack(stack(stage)).desired()).contains(0);
      assertThat(aws.stack(stack(stage)).least()).isZero();
    }
  }

  @Test
  void releaseRunsInAllStagesWithOneDigest() {
    assertThat(release(A)).containsExactly("dev", "staging", "prod");
    assertThat(images()).containsExactly(A, A, A);
    assertThat(aws.stack(stack("prod")).least()).isEqualTo(3);
  }

  @Test
  void laterChangeOfInfrastructureKeepsTheImage() {
    release(A);

    for (String stage : STAGES) {
      ObjectNode changed = template(stage).deepCopy();
      changed.put("Description", "changed");
      assertThat(aws.cdkDeploy(stack(stage), changed, Map.of())).isTrue();
    }

    assertThat(images()).containsExactly(A, A, A);
  }

  @Test
  void deploymentThatForgetsTheImageIsAnErrorAndChangesNothing() {
    release(A);

    assertThat(aws.deploy(stack("prod"), template("prod"), Map.of())).isFalse();
    assertThat(images()).containsExactly(A, A, A);
  }

  @Test
  void movableTagIsRefused() {
    release(A);

    assertThat(
            aws.deploy(stack("prod"), template("prod"), Map.of("Image", "registry/backend:latest")))
        .isFalse();
    assertThat(images()).containsExactly(A, A, A);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "staging", "prod"})
  void versionThatDoesNotBecomeHealthyEndsThereAndIsRed(String where) {
    release(A);
    List<String> reached = STAGES.subList(0, STAGES.indexOf(where));
    aws.healthyIf(image -> image.equals(A) || !deploying.equals(where));

    assertThat(release(B)).containsExactlyElementsOf(reached).doesNotContain("prod");

    for (String stage : STAGES) {
      String expected = reached.contains(stage) ? B : A;
      assertThat(aws.stack(stack(stage)).imageOfTasks()).as(stage).isEqualTo(expected);
      assertThat(aws.stack(stack(stage)).image()).as(stage).isEqualTo(expected);
    }
  }

  @Test
  void failedCheckAfterADeploymentTakesTheStageBack() {
    release(A);

    for (JsonNode stage : pipeline().get("Stages")) {
      boolean deploys =
          stage.get("Actions").findValuesAsText("Provider").contains("CloudFormation");
      assertThat(stage.at("/OnFailure/Result").asText(""))
          .as(stage.get("Name").asText())
          .isEqualTo(deploys ? "ROLLBACK" : "");
    }
  }

  private String deploying = "";

  /** Runs the pipeline with what a build has exported; returns the stages that it got through. */
  private List<String> release(String image) {
    List<String> reached = new ArrayList<>();
    for (JsonNode stage : pipeline().get("Stages")) {
      for (JsonNode action : stage.get("Actions")) {
        if (action.at("/ActionTypeId/Provider").asText().equals("CloudFormation")) {
          deploying = stage.get("Name").asText();
          JsonNode configuration = action.get("Configuration");
          String name = configuration.get("StackName").asText();
          String file = configuration.get("TemplatePath").asText();
          assertThat(file).isEqualTo("Made::templates/%s.template.json".formatted(deploying));
          if (!aws.deploy(name, template(deploying), parameters(configuration, image))) {
            return reached; // red
          }
          reached.add(deploying);
        }
      }
    }
    return reached;
  }

  private static Map<String, String> parameters(JsonNode configuration, String image) {
    try {
      String text =
          configuration.get("ParameterOverrides").asText().replace("#{Build.IMAGE}", image);
      return Map.of("Image", JSON.readTree(text).get("Image").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> images() {
    return STAGES.stream().map(stage -> aws.stack(stack(stage)).imageOfTasks()).toList();
  }

  private static String stack(String stage) {
    return "items-%s-backend".formatted(stage);
  }

  private static JsonNode template(String stage) {
    return Synth.of(stage).template("backend");
  }

  private static JsonNode pipeline() {
    return Pipelines.properties(
        Pipelines.template(Pipelines.templates(), "backend"), "AWS::CodePipeline::Pipeline");
  }
}
