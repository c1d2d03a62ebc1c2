package org.acme.items.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against stand-ins: the stack is a file, which an update replaces by another. */
class RollbackCommandTest {
  private static final String SERVICE =
      "{ \"Parameters\": { \"Image\": { \"Type\": \"String\" } } }";
  private static final String REPOSITORY =
      "111111111111.dkr.ecr.eu-central-1.amazonaws.com/items-dev/backend";

  @TempDir private Path root;
  private StandIns standIns;

  /** Four images, {@code 1111111} the oldest; the third runs. */
  @BeforeEach
  void putStandIns() throws IOException {
    standIns = new StandIns(root);
    standIns.program("infra/app", "echo a long plan");
    standIns.assembly("prod", "111111111111", true, Map.of("backend", SERVICE, "platform", "{}"));
    standIns.aws(
        """
        *describe-stack-events*) cat events ;;
        *describe-stacks*) cat stack ;;
        *describe-images*) cat images ;;
        *update-stack*) cp after stack ;;
        *stack-update-complete*) [ ! -e wait ] || . ./wait ;;
        """);
    standIns.file(
        "images",
        """
        { "imageDetails": [ %s, %s, %s, %s,
          { "imageDigest": "sha256:c", "imageTags": [ "buildcache" ], "imagePushedAt": 250 },
          { "imageDigest": "sha256:d", "imagePushedAt": 260 } ] }
        """
            .formatted(image(3), image(1), image(4), image(2)));
    standIns.file("events", "{}");
    stack("stack", "UPDATE_COMPLETE", running(3));
    stack("after", "UPDATE_COMPLETE", running(2));
  }

  @Test
  void onlyTheImageChanges() throws IOException {
    assertThat(standIns.run("rollback", "backend", "prod", "--yes")).isZero();

    assertThat(standIns.calls("aws cloudformation update-stack"))
        .containsExactly(
            "aws cloudformation update-stack --stack-name items-prod-backend --region eu-central-1"
                + " --use-previous-template --capabilities CAPABILITY_NAMED_IAM --parameters"
                + " ParameterKey=Image,ParameterValue=%s".formatted(running(2))
                + " ParameterKey=BootstrapVersion,UsePreviousValue=true");
    assertThat(standIns.calls("aws cloudformation wait"))
        .containsExactly(
            "aws cloudformation wait stack-update-complete --stack-name items-prod-backend --region eu-central-1");
    assertThat(standIns.said())
        .contains("items-prod-backend runs 2222222222 of 1970-01-01 00:03Z now")
        .doesNotContain("a long plan");
  }

  @Test
  void imageBeforeTheRunningOneIsToldAndAskedFor() throws IOException {
    assertThat(standIns.run(Map.of(), "yes\n", "rollback", "backend", "prod")).isZero();

    assertThat(standIns.said())
        .contains(
            "items-prod-backend runs 3333333333 of 1970-01-01 00:05Z and shall run 2222222222 of"
                + " 1970-01-01 00:03Z. Type yes to do it:");
    assertThat(standIns.calls("aws cloudformation update-stack")).hasSize(1);
  }

  @Test
  void withoutAYesNothingHappens() throws IOException {
    assertThat(standIns.run(Map.of(), "\n", "rollback", "backend", "prod")).isEqualTo(1);

    assertThat(standIns.said()).contains("Nothing was changed");
    assertThat(standIns.calls("aws cloudformation update-stack")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1111", "1111111111", "1111111111111111111111111111111111111111"})
  void commitMayBeItsBeginning(String commit) throws IOException {
    stack("after", "UPDATE_COMPLETE", running(1));

    assertThat(standIns.run("rollback", "backend", "prod", commit, "--yes")).isZero();

    assertThat(standIns.calls("aws cloudformation update-stack"))
        .singleElement()
        .asString()
        .contains("ParameterValue=" + running(1));
  }

  @Test
  void commitOfTagsThatAreShorterIsFound() throws IOException {
    standIns.file("images", "{ \"imageDetails\": [ %s ] }".formatted(image("7777777", 1)));
    stack("after", "UPDATE_COMPLETE", running(1));

    assertThat(standIns.run("rollback", "backend", "prod", "7".repeat(40), "--yes")).isZero();

    assertThat(standIns.calls("aws cloudformation update-stack")).hasSize(1);
  }

  @Test
  void unknownCommitIsAnsweredByTheLastTen() throws IOException {
    standIns.file(
        "images",
        "{ \"imageDetails\": [ %s ] }"
            .formatted(
                IntStream.range(10, 22)
                    .mapToObj(i -> image("abc00" + i, i))
                    .collect(Collectors.joining(","))));

    assertThat(standIns.run("rollback", "backend", "prod", "fffff", "--yes")).isEqualTo(2);

    assertThat(standIns.said())
        .contains("No image is of commit fffff; the last ones:\n  1970-01-01 00:35Z  abc0021\n")
        .contains("1970-01-01 00:20Z  abc0012\n")
        .doesNotContain("abc0011");
    assertThat(standIns.calls("aws cloudformation update-stack")).isEmpty();
  }

  @Test
  void commitThatSeveralBeginWithIsAnsweredByThem() throws IOException {
    standIns.file(
        "images",
        "{ \"imageDetails\": [ %s, %s, %s ] }"
            .formatted(image("abcd111", 1), image("abcd222", 2), image(3)));

    assertThat(standIns.run("rollback", "backend", "prod", "abcd", "--yes")).isEqualTo(2);

    assertThat(standIns.said())
        .contains("Several images are of commits that begin with abcd", "abcd111", "abcd222")
        .doesNotContain("3333333");
  }

  @ParameterizedTest
  @ValueSource(strings = {"@sha256:", ":"})
  void imageThatRunsAlreadyIsLeftAlone(String form) throws IOException {
    stack(
        "stack", "UPDATE_COMPLETE", REPOSITORY + form + (form.equals(":") ? commit(3) : digest(3)));

    assertThat(standIns.run("rollback", "backend", "prod", "3333")).isZero();

    assertThat(standIns.said()).contains("items-prod-backend runs 3333333333 of", "already");
    assertThat(standIns.calls("aws cloudformation update-stack")).isEmpty();
  }

  @Test
  void stackThatWentBackByItselfIsAFailure() throws IOException {
    stack("after", "UPDATE_ROLLBACK_COMPLETE", running(3));
    standIns.file("wait", "echo 'Waiter StackUpdateComplete failed' >&2; exit 255");
    standIns.file(
        "events",
        """
        { "StackEvents": [
          { "ResourceStatus": "UPDATE_ROLLBACK_COMPLETE", "LogicalResourceId": "items-prod-backend" },
          { "ResourceStatus": "UPDATE_FAILED", "LogicalResourceId": "Alarm",
            "ResourceStatusReason": "Resource update cancelled" },
          { "ResourceStatus": "UPDATE_FAILED", "LogicalResourceId": "Service",
            "ResourceStatusReason": "ECS Deployment Circuit Breaker was triggered" },
          { "ResourceStatus": "UPDATE_IN_PROGRESS", "ResourceType": "AWS::CloudFormation::Stack" },
          { "ResourceStatus": "CREATE_FAILED", "LogicalResourceId": "LongAgo",
            "ResourceStatusReason": "another story" } ] }
        """);

    assertThat(standIns.run("rollback", "backend", "prod", "--yes")).isEqualTo(1);

    assertThat(standIns.said())
        .contains("items-prod-backend did not get well with 2222222222")
        .contains("went back by itself: it has %s again".formatted(running(3)))
        .contains("Service: ECS Deployment Circuit Breaker was triggered")
        .doesNotContain("another story", "now. The next release");
  }

  @Test
  void stackThatGotStuckIsAFailure() throws IOException {
    stack("after", "UPDATE_ROLLBACK_FAILED", running(3));

    assertThat(standIns.run("rollback", "backend", "prod", "--yes")).isEqualTo(1);

    assertThat(standIns.said())
        .contains("items-prod-backend did not get to 2222222222", "is UPDATE_ROLLBACK_FAILED with");
  }

  @Test
  void imageThatSomebodyElseDeployedMeanwhileIsAFailure() throws IOException {
    stack("after", "UPDATE_COMPLETE", running(4));

    assertThat(standIns.run("rollback", "backend", "prod", "--yes")).isEqualTo(1);

    assertThat(standIns.said()).contains("is UPDATE_COMPLETE with " + running(4));
  }

  @Test
  void deploymentLongerThanTheWaitOfTheCommandLineIsWaitedFor() throws IOException {
    stack("after", "UPDATE_IN_PROGRESS", running(2));
    stack("later", "UPDATE_COMPLETE", running(2));
    standIns.file(
        "wait",
        "[ -e once ] && cp later stack || { touch once; echo Max attempts exceeded; exit 255; }");

    assertThat(standIns.run("rollback", "backend", "prod", "--yes")).isZero();

    assertThat(standIns.calls("aws cloudformation wait")).hasSize(2);
    assertThat(standIns.said()).contains("items-prod-backend is still UPDATE_IN_PROGRESS");
  }

  @Test
  void waitThatAwsEndsIsNoSuccess() throws IOException {
    stack("after", "UPDATE_IN_PROGRESS", running(2));
    standIns.file("wait", "echo ExpiredToken; exit 255");

    assertThat(standIns.run("rollback", "backend", "prod", "--yes")).isEqualTo(1);

    assertThat(standIns.said())
        .contains("items-prod-backend is still UPDATE_IN_PROGRESS, but AWS does not tell")
        .contains("ExpiredToken");
  }

  @Test
  void updateThatAwsRefusesChangesNothing() throws IOException {
    standIns.aws(
        """
        *describe-stacks*) cat stack ;;
        *describe-images*) cat images ;;
        *update-stack*) echo AccessDenied; exit 254 ;;
        """);

    assertThat(standIns.run("rollback", "backend", "prod", "--yes")).isEqualTo(1);

    assertThat(standIns.said())
        .contains("AWS does not update items-prod-backend, nothing was changed: AccessDenied");
    assertThat(standIns.calls("aws cloudformation wait")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UPDATE_IN_PROGRESS | backend@sha256:1 | cancel-update-stack --stack-name items-prod-backend
          UPDATE_COMPLETE    | none             | runs no image, so there is none before it
          ROLLBACK_COMPLETE  | backend@sha256:1 | runs no image, so there is none before it
          UPDATE_COMPLETE    | backend:abc1234  | ./dev deploy prod backend --image IMAGE
          """)
  void stackThatCannotGoBackIsExplained(String status, String image, String told)
      throws IOException {
    stack("stack", status, image);

    assertThat(standIns.run("rollback", "backend", "prod", "--yes")).isEqualTo(1);

    assertThat(standIns.said()).contains(told);
    assertThat(standIns.calls("aws cloudformation update-stack")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          echo Stack does not exist; exit 254 | items-prod-backend is not there yet: ./dev deploy prod
          echo AccessDenied; exit 254         | AWS does not tell about items-prod-backend: AccessDenied
          echo no JSON                        | AWS does not tell about items-prod-backend: no JSON
          """)
  void stackThatCannotBeReadIsExplained(String answer, String told) throws IOException {
    standIns.aws("*describe-stacks*) %s ;;".formatted(answer));

    assertThat(standIns.run("rollback", "backend", "prod", "--yes")).isEqualTo(1);

    assertThat(standIns.said()).contains(told);
  }

  @Test
  void oldestImageHasNoneBeforeIt() throws IOException {
    stack("stack", "UPDATE_COMPLETE", running(1));

    assertThat(standIns.run("rollback", "backend", "prod", "--yes")).isEqualTo(1);

    assertThat(standIns.said())
        .contains("items-dev/backend has no image from before the running one, 1111111111");
  }

  @Test
  void runningImageThatIsGoneAsksForACommit() throws IOException {
    stack("stack", "UPDATE_COMPLETE", running(5));

    assertThat(standIns.run("rollback", "backend", "prod", "--yes")).isEqualTo(2);

    assertThat(standIns.said())
        .contains("The running image is not in items-dev/backend any more", commit(4));
  }

  @Test
  void nothingGoesIntoAnotherAccount() throws IOException {
    standIns.assembly("prod", "222222222222", true, Map.of("backend", SERVICE));

    assertThat(standIns.run("rollback", "backend", "prod", "--yes")).isEqualTo(2);

    assertThat(standIns.said()).contains("prod belongs into account 222222222222");
    assertThat(standIns.calls("aws")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "rollback,",
    "rollback backend,",
    "rollback backend prod latest, hexadecimal digits",
    "rollback backend Prod, A stage is a name",
    "rollback platform prod, items-prod-platform takes no image",
    "rollback frontdoor prod, There is no stack frontdoor",
  })
  void wrongUsageEndsWithTwo(String command, String told) throws IOException {
    assertThat(standIns.run(command.split(" ", -1))).isEqualTo(2);

    assertThat(standIns.said()).contains(told == null ? "" : told);
    assertThat(standIns.calls("aws")).isEmpty();
  }

  private void stack(String file, String status, String image) throws IOException {
    standIns.file(
        file,
        """
        { "Stacks": [ { "StackStatus": "%s", "CreationTime": "2025-01-01T00:00:00Z",
          "Parameters": [ { "ParameterKey": "Image", "ParameterValue": "%s" },
            { "ParameterKey": "BootstrapVersion", "ParameterValue": "/cdk-bootstrap/version" } ] } ] }
        """
            .formatted(status, image));
  }

  private static String image(int number) {
    return image(commit(number), number);
  }

  private static String image(String commit, int number) {
    return """
    { "imageDigest": "sha256:%s", "imageTags": [ "%s" ], "imagePushedAt": %d }
    """
        .formatted(digest(number), commit, number * 100);
  }

  private static String commit(int number) {
    return String.valueOf(number).repeat(40);
  }

  private static String digest(int number) {
    return "%064d".formatted(number);
  }

  private static String running(int number) {
    return REPOSITORY + "@sha256:" + digest(number);
  }
}
