package org.acme.items.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against stand-ins for the CDK app, the CDK's command line and that of AWS, which note calls. */
class CloudCommandsTest {
  @TempDir private Path root;
  private StandIns standIns;

  @BeforeEach
  void putStandIns() throws IOException {
    standIns = new StandIns(root);
    standIns.file("infra/config/demo.yaml", "");
    standIns.file("infra/config/prod.yaml", "");
    standIns.aws(
        """
        *get-caller-identity*--profile*) echo 222222222222 ;;
        *get-caller-identity*) echo 111111111111 ;;
        *'Stacks[?'*) echo "${AWS_STACKS:-items-demo-backend}" ;;
        *) eval "$AWS_SAYS" ;;
        """);
    assembly("demo", "unknown-account", false, "Delete");
    assembly("prod", "111111111111", true, "Retain");
  }

  @Test
  void synthMakesOneStage() throws IOException {
    assertThat(run("synth", "demo")).isZero();
    assertThat(calls()).containsExactly("app demo");
  }

  @Test
  void synthWithoutAStageMakesAll() throws IOException {
    assertThat(run("synth")).isZero();
    assertThat(calls()).containsExactly("app demo", "app prod");
  }

  @Test
  void mistakesInTheConfigurationEndWithTwoAndDeployNothing() throws IOException {
    assertThat(run(Map.of("SYNTH_EXIT", "2"), "", "synth", "demo")).isEqualTo(2);
    assertThat(run(Map.of("SYNTH_EXIT", "2"), "", "deploy", "demo")).isEqualTo(2);
    assertThat(calls()).containsExactly("app demo", "app demo");
  }

  @Test
  void diffLooksAtWhatWasMade() throws IOException {
    assertThat(run("diff")).isZero();
    assertThat(calls())
        .containsExactly(
            "app demo",
            "cdk diff --app %s --no-notices".formatted(root.resolve("infra/cdk.out/demo")));
  }

  @Test
  void stackThatIsThereKeepsItsImage() throws IOException {
    assertThat(run(Map.of("AWS_SAYS", "echo UPDATE_COMPLETE"), "", "deploy", "demo")).isZero();
    assertThat(cdkCall())
        .isEqualTo(
            "cdk deploy --app %s items-demo-platform items-demo-backend --no-notices"
                .formatted(root.resolve("infra/cdk.out/demo")));
  }

  @Test
  void newStackStartsWithoutTasks() throws IOException {
    assertThat(run(Map.of("AWS_SAYS", NOT_THERE), "", "deploy", "demo", "backend")).isZero();
    assertThat(cdkCall())
        .contains("items-demo-backend --parameters items-demo-backend:Image=none")
        .doesNotContain("items-demo-platform ");
    assertThat(said()).contains("items-demo-backend is new: no tasks until it has an image");
  }

  @ParameterizedTest
  @ValueSource(strings = {"REVIEW_IN_PROGRESS", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED"})
  void stackWhoseFirstDeploymentFailedIsNewAgain(String status) throws IOException {
    assertThat(run(Map.of("AWS_SAYS", "echo " + status), "", "deploy", "demo")).isZero();
    assertThat(cdkCall()).contains("--parameters items-demo-backend:Image=none");
  }

  @Test
  void awsThatCannotBeAskedStopsTheDeployment() throws IOException {
    assertThat(run(Map.of("AWS_SAYS", "echo ExpiredToken; exit 254"), "", "deploy", "demo"))
        .isEqualTo(1);
    assertThat(said()).contains("AWS does not tell about items-demo-backend: ExpiredToken");
    assertThat(calls()).noneMatch(call -> call.startsWith("cdk"));
  }

  @Test
  void imageIsForTheStackThatIsNamed() throws IOException {
    assertThat(run("deploy", "demo", "backend", "--image", "items/backend:abc1234")).isZero();
    assertThat(cdkCall()).contains("items-demo-backend:Image=items/backend:abc1234");
    assertThat(run("deploy", "demo", "--image", "items/backend:abc1234")).isEqualTo(2);
  }

  @Test
  void unknownStackIsNamedWithTheKnownOnes() throws IOException {
    assertThat(run("deploy", "demo", "frontdoor")).isEqualTo(2);
    assertThat(said())
        .contains(
            "There is no stack frontdoor; there are: items-demo-platform, items-demo-backend");
  }

  @Test
  void destroySaysWhatGoesAndWhatIsLeft() throws IOException {
    Map<String, String> aws = Map.of("AWS_SAYS", "echo arn:aws:logs:eu-central-1:1:group");

    assertThat(run(aws, "yes\n", "destroy", "demo")).isZero();

    assertThat(said())
        .contains("items-demo-backend (eu-central-1)", "Nothing of them stays.")
        .contains("Left with the tags of this stage", "arn:aws:logs:eu-central-1:1:group");
    assertThat(cdkCall())
        .contains("destroy --app", "--force items-demo-platform items-demo-backend");
    assertThat(calls().getLast()).contains("Key=project,Values=items", "Key=stage,Values=demo");
  }

  @Test
  void destroyWithoutAYesDeletesNothing() throws IOException {
    assertThat(run(Map.of(), "\n", "destroy", "demo")).isEqualTo(1);
    assertThat(said()).contains("Nothing was deleted");
    assertThat(calls()).noneMatch(call -> call.startsWith("cdk"));
  }

  @Test
  void productionIsDeletedOnlyByItsName() throws IOException {
    assertThat(run(Map.of(), "yes\n", "destroy", "prod", "--yes")).isEqualTo(1);
    assertThat(calls()).noneMatch(call -> call.matches("cdk.*|aws .*(update|delete)-.*"));
    assertThat(said()).contains("items-prod-backend: AWS::DynamoDB::GlobalTable Table");
  }

  @Test
  void productionIsUnprotectedWhenItsNameIsTyped() throws IOException {
    assertThat(run(Map.of(), "prod\n", "destroy", "prod")).isZero();
    assertThat(calls())
        .anyMatch(call -> call.contains("--no-enable-termination-protection"))
        .anyMatch(call -> call.startsWith("cdk destroy"));
    assertThat(said()).contains("Nothing with the tags of prod is left.");
  }

  @Test
  void stacksOfServicesThatAreGoneAreToldAndDestroyedFirst() throws IOException {
    Map<String, String> aws = Map.of("AWS_STACKS", "items-demo-backend items-demo-old");

    assertThat(run(aws, "", "deploy", "demo")).isZero();
    assertThat(said())
        .contains(
            "Not in the configuration any more, and still there: items-demo-old",
            "(aws cloudformation delete-stack --region eu-central-1)");
    assertThat(run(aws, "yes\n", "destroy", "demo")).isZero();
    assertThat(said()).contains("items-demo-old, which the configuration does not have any more");
    assertThat(calls().stream().filter(call -> call.matches(".*-stack .*|cdk destroy.*")))
        .first()
        .isEqualTo(
            "aws cloudformation delete-stack --stack-name items-demo-old --region eu-central-1");
  }

  @Test
  void nothingGoesIntoAnotherAccount() throws IOException {
    assembly("prod", "222222222222", true, "Retain");

    for (String command : List.of("deploy", "destroy", "bootstrap")) {
      assertThat(run(command, "prod")).isEqualTo(2);
    }
    assertThat(said())
        .contains(
            "prod belongs into account 222222222222", "these credentials are of 111111111111");
    assertThat(calls()).noneMatch(call -> call.startsWith("cdk"));
  }

  @Test
  void productionGoesOnlyIntoAnAccountThatIsNamed() throws IOException {
    assembly("prod", "unknown-account", true, "Retain");

    assertThat(run("deploy", "prod")).isEqualTo(2);
    assertThat(said()).contains("name its account in infra/config/prod.yaml");
  }

  @Test
  void accountIsToldBeforeAnythingIsDeployed() throws IOException {
    assertThat(run("deploy", "demo")).isZero();
    assertThat(said()).startsWith("demo: account 111111111111, region eu-central-1");
  }

  @Test
  void placeholdersAreNotDeployed() throws IOException {
    Files.writeString(
        root.resolve("infra/cdk.out/demo/platform.json"),
        "{ \"Resources\": { \"Record\": { \"Name\": \"items.example.com.\" } } }");

    assertThat(run("deploy", "demo")).isEqualTo(2);
    assertThat(said())
        .contains("items-demo-platform: replace example.com in infra/config/demo.yaml");
    assertThat(calls()).containsExactly("app demo");
  }

  @Test
  void bootstrapIsForTheAccountOfTheCredentials() throws IOException {
    assertThat(run("bootstrap")).isZero();
    assertThat(cdkCall()).isEqualTo("cdk bootstrap aws://111111111111/eu-central-1 --no-notices");
  }

  @Test
  void missingNodeIsExplained() throws IOException {
    Files.delete(root.resolve("infra/node_modules/.bin/cdk"));

    assertThat(run("diff")).isEqualTo(1);
    assertThat(said()).contains("needs Node 22 or 24 with npm", "https://nodejs.org");
  }

  @Test
  void missingCommandLineOfAwsIsExplained() throws IOException {
    Files.delete(root.resolve("bin/aws"));

    assertThat(run("deploy", "demo")).isEqualTo(1);
    assertThat(said()).contains("The command line of AWS was not found");
  }

  @Test
  void lookupProfileLooksIntoTheAccountOfTheStage() throws IOException {
    assembly("prod", "222222222222", true, "Retain");

    assertThat(run(Map.of("AWS_LOOKUP_PROFILE", "stage"), "", "deploy", "prod")).isZero();

    assertThat(said()).contains("prod: account 222222222222, region eu-central-1");
    assertThat(cdkCall()).startsWith("cdk deploy");
    assertThat(standIns.calls("aws sts"))
        .allMatch(call -> call.contains("--region eu-central-1"))
        .first()
        .asString()
        .doesNotContain("--profile");
    assertThat(standIns.calls("aws cloudformation"))
        .hasSize(2)
        .allMatch(call -> call.endsWith("--profile stage"));
  }

  @Test
  void lookupProfileOfAnotherAccountIsRefused() throws IOException {
    Map<String, String> environment = Map.of("AWS_LOOKUP_PROFILE", "stage");

    assertThat(run(environment, "", "deploy", "prod")).isEqualTo(2);
    assertThat(run(environment, "", "deploy", "demo")).isEqualTo(2);

    assertThat(said())
        .contains("prod belongs into account 111111111111", "these credentials are of 222222222222")
        .contains("demo goes where the credentials are of, 111111111111");
    assertThat(standIns.calls("cdk")).isEmpty();
  }

  @Test
  void warningsOfTheCommandLineOfAwsAreNoAnswers() throws IOException {
    Map<String, String> aws = Map.of("AWS_SAYS", "echo deprecated >&2; echo ROLLBACK_COMPLETE");

    assertThat(run(aws, "", "deploy", "demo")).isZero();
    assertThat(cdkCall()).contains("items-demo-backend:Image=none");

    Map<String, String> failing = Map.of("AWS_SAYS", "echo ExpiredToken >&2; exit 254");
    assertThat(run(failing, "", "deploy", "demo")).isEqualTo(1);
    assertThat(said()).contains("AWS does not tell about items-demo-backend: ExpiredToken");
  }

  private static final String NOT_THERE =
      "echo 'Stack with id items-demo-backend does not exist'; exit 254";

  private int run(String... arguments) {
    return standIns.run(arguments);
  }

  private int run(Map<String, String> environment, String typed, String... arguments) {
    return standIns.run(environment, typed, arguments);
  }

  private String said() {
    return standIns.said();
  }

  private List<String> calls() throws IOException {
    return standIns.calls();
  }

  private String cdkCall() throws IOException {
    return calls().stream().filter(call -> call.startsWith("cdk")).findFirst().orElse("none");
  }

  private void assembly(String stage, String account, boolean isProtected, String policy)
      throws IOException {
    Map<String, String> templates = new LinkedHashMap<>();
    templates.put("platform", "{ \"Resources\": {} }");
    templates.put(
        "backend",
        """
        { "Parameters": { "Image": { "Type": "String" } },
          "Resources": { "Table": { "Type": "AWS::DynamoDB::GlobalTable", "DeletionPolicy": "%s" } } }
        """
            .formatted(policy));
    standIns.assembly(stage, account, isProtected, templates);
  }
}
