package org.acme.items.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against stand-ins; what AWS says of a stack and of ECR are files. */
class ReleaseStatusTest {
  private static final String SERVICE =
      "{ \"Parameters\": { \"Image\": { \"Type\": \"String\" } } }";
  private static final String REPOSITORY =
      "111111111111.dkr.ecr.eu-central-1.amazonaws.com/items-dev/backend";
  private static final String OLD_COMMIT = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  private static final String NEW_COMMIT = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
  private static final String OLD = "sha256:" + "1".repeat(64);
  private static final String NEW = "sha256:" + "2".repeat(64);

  @TempDir private Path root;
  private StandIns standIns;

  @BeforeEach
  void putStandIns() throws IOException {
    standIns = new StandIns(root);
    standIns.file(
        "infra/delivery.yaml", "stages: [{ stage: dev }, { stage: staging }, { stage: prod }]");
    standIns.program("infra/app", "echo a long plan");
    for (String stage : new String[] {"dev", "staging", "prod"}) {
      standIns.assembly(
          stage, "unknown-account", false, Map.of("backend", SERVICE, "platform", "{}"));
    }
    standIns.aws(
        """
        *describe-stacks*)
          name=${all#*--stack-name }; name=${name%% *}
          cat "$name" 2>/dev/null || { echo "Stack with id $name does not exist" >&2; exit 254; } ;;
        *describe-images*)
          which=${all#*--image-ids image*=}
          cat "image-$which" 2>/dev/null || { echo ImageNotFoundException >&2; exit 254; } ;;
        """);
    image(OLD, OLD_COMMIT);
    image(NEW, NEW_COMMIT);
  }

  @Test
  void tableShowsEveryStage() throws IOException {
    stack("dev", "UPDATE_COMPLETE", REPOSITORY + "@" + NEW);
    stack("staging", "CREATE_COMPLETE", "none");

    assertThat(standIns.run("release", "status")).isZero();

    assertThat(standIns.said())
        .isEqualTo(
            """
            Reading dev, staging, prod
            SERVICE  STAGE    COMMIT      DIGEST      STACK CHANGED      STACK
            backend  dev      bbbbbbbbbb  2222222222  2026-01-17 10:05Z  UPDATE_COMPLETE
            backend  staging  -           -           2026-01-17 10:05Z  CREATE_COMPLETE
            backend  prod     -           -           -                  not there
            """);
  }

  @Test
  void stagesThatRunDifferentImagesAreNamed() throws IOException {
    stack("dev", "UPDATE_COMPLETE", REPOSITORY + "@" + NEW);
    stack("staging", "UPDATE_COMPLETE", REPOSITORY + "@" + OLD);
    stack("prod", "UPDATE_COMPLETE", REPOSITORY + ":" + OLD_COMMIT);

    assertThat(standIns.run("release", "status")).isZero();

    assertThat(standIns.said())
        .endsWith("backend differs: bbbbbbbbbb in dev; aaaaaaaaaa in staging, prod\n");
  }

  @Test
  void stagesThatRunTheSameDoNotDiffer() throws IOException {
    stack("dev", "UPDATE_COMPLETE", REPOSITORY + "@" + OLD);
    stack("prod", "UPDATE_COMPLETE", REPOSITORY + ":" + OLD_COMMIT);

    assertThat(standIns.run("release", "status")).isZero();

    assertThat(standIns.said()).doesNotContain("differs");
  }

  @Test
  void imageOfTwoStagesIsAskedForOnce() throws IOException {
    stack("dev", "UPDATE_COMPLETE", REPOSITORY + "@" + OLD);
    stack("prod", "UPDATE_COMPLETE", REPOSITORY + "@" + OLD);

    assertThat(standIns.run("release", "status")).isZero();

    assertThat(standIns.calls("aws ecr"))
        .containsExactly(
            "aws ecr describe-images --registry-id 111111111111 --repository-name items-dev/backend --region eu-central-1 --output json --image-ids imageDigest=%s"
                .formatted(OLD));
  }

  @Test
  void jsonIsAllThatMachinesGet() throws IOException {
    stack("dev", "UPDATE_COMPLETE", REPOSITORY + "@" + NEW);
    stack("staging", "UPDATE_COMPLETE", REPOSITORY + "@" + OLD);

    assertThat(standIns.run("release", "status", "--json")).isZero();

    JsonNode report = new ObjectMapper().readTree(standIns.said());
    assertThat(report.at("/releases/0"))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    { "service": "backend", "stage": "dev", "stack": "items-dev-backend",
                      "status": "UPDATE_COMPLETE", "changed": "2026-01-17T10:05:05Z",
                      "image": "%s@%s", "commit": "%s", "digest": "%s", "unreadable": null }
                    """
                        .formatted(REPOSITORY, NEW, NEW_COMMIT, NEW)));
    assertThat(report.at("/releases/2/commit").isNull()).isTrue();
    assertThat(report.at("/differing")).hasToString("[\"backend\"]");
  }

  @Test
  void stageInAnotherAccountIsShownAsSuch() throws IOException {
    standIns.assembly("prod", "222222222222", true, Map.of("backend", SERVICE));
    stack("dev", "UPDATE_COMPLETE", REPOSITORY + "@" + NEW);

    assertThat(standIns.run("release", "status")).isZero();

    assertThat(standIns.said())
        .containsPattern("backend +dev +bbbbbbbbbb +2222222222")
        .containsPattern("backend +prod +\\? +\\? +\\? +cannot be read")
        .contains("items-prod-backend cannot be read: in account 222222222222");
    assertThat(standIns.calls()).noneMatch(call -> call.contains("items-prod-backend"));
  }

  @Test
  void stagesThatNobodyMayReadAreAFailure() throws IOException {
    standIns.aws("*describe-stacks*) echo AccessDenied; exit 254 ;;");

    assertThat(standIns.run("release", "status")).isEqualTo(1);
    assertThat(standIns.run("release", "status", "--json")).isEqualTo(1);

    assertThat(standIns.said())
        .contains("items-dev-backend cannot be read: AccessDenied")
        .contains("\"unreadable\" : \"AccessDenied\"");
  }

  @Test
  void imageThatEcrDoesNotHaveAnyMoreIsShownByItsDigest() throws IOException {
    String gone = "sha256:" + "3".repeat(64);
    stack("dev", "UPDATE_COMPLETE", REPOSITORY + "@" + gone);

    assertThat(standIns.run("release", "status")).isZero();

    assertThat(standIns.said())
        .containsPattern("backend +dev +\\? +3333333333 ")
        .contains("no commit in Amazon ECR names it any more");
  }

  @Test
  void repositoryThatCannotBeReadHidesOnlyTheCommit() throws IOException {
    standIns.file("image-" + NEW, "no JSON");
    stack("dev", "UPDATE_COMPLETE", REPOSITORY + "@" + NEW);

    assertThat(standIns.run("release", "status")).isZero();

    assertThat(standIns.said())
        .containsPattern("backend +dev +\\? +2222222222 .*UPDATE_COMPLETE")
        .contains("ECR tells no JSON");
  }

  @Test
  void imageOfAnotherRegistryIsShownAsItIs() throws IOException {
    stack("dev", "UPDATE_COMPLETE", "registry.internal/backend:abc1234");

    assertThat(standIns.run("release", "status")).isZero();

    assertThat(standIns.said()).contains("registry.internal/backend:abc1234: not in Amazon ECR");
    assertThat(standIns.calls("aws ecr")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ROLLBACK_COMPLETE", "REVIEW_IN_PROGRESS", "DELETE_FAILED"})
  void stackThatNeverWorkedRunsNothing(String status) throws IOException {
    stack("dev", status, REPOSITORY + "@" + NEW);

    assertThat(standIns.run("release", "status")).isZero();

    assertThat(standIns.said()).containsPattern("backend +dev +- +- +.*" + status);
  }

  @Test
  void changeUnderWayIsTold() throws IOException {
    stack("dev", "UPDATE_IN_PROGRESS", REPOSITORY + "@" + NEW);

    assertThat(standIns.run("release", "status")).isZero();

    assertThat(standIns.said())
        .contains("items-dev-backend is UPDATE_IN_PROGRESS: what is shown may not run yet");
  }

  @Test
  void stagesWithoutImagesOfPipelinesAreToldSo() throws IOException {
    for (String stage : new String[] {"dev", "staging", "prod"}) {
      standIns.assembly(stage, "unknown-account", false, Map.of("backend", "{}"));
    }

    assertThat(standIns.run("release", "status")).isZero();

    assertThat(standIns.said()).contains("No service of these stages has an image of a pipeline");
  }

  @Test
  void mistakesInTheConfigurationAreTold() throws IOException {
    standIns.program("infra/app", "echo infra/config/dev.yaml:3 is wrong >&2; exit 2");

    assertThat(standIns.run("release", "status")).isEqualTo(2);

    assertThat(standIns.said()).contains("infra/config/dev.yaml:3 is wrong");
  }

  @Test
  void wrongUsageEndsWithTwo() throws IOException {
    assertThat(standIns.run("release")).isEqualTo(2);
    assertThat(standIns.run("release", "status", "--xml")).isEqualTo(2);
    Files.delete(root.resolve("infra/delivery.yaml"));
    assertThat(standIns.run("release", "status")).isEqualTo(2);
  }

  private void stack(String stage, String status, String image) throws IOException {
    standIns.file(
        "items-%s-backend".formatted(stage),
        """
        { "Stacks": [ { "StackStatus": "%s", "CreationTime": "2025-01-01T00:00:00Z",
          "LastUpdatedTime": "2026-01-17T10:05:05Z",
          "Parameters": [ { "ParameterKey": "Image", "ParameterValue": "%s" } ] } ] }
        """
            .formatted(status, image));
  }

  private void image(String digest, String commit) throws IOException {
    String details =
        """
        { "imageDetails": [ { "imageDigest": "%s", "imageTags": [ "latest", "%s" ],
          "imagePushedAt": 1768644305 } ] }
        """
            .formatted(digest, commit);
    standIns.file("image-" + digest, details);
    standIns.file("image-" + commit, details);
  }
}
