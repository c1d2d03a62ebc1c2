package org.acme.items.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./dev deploy} without a stage, against stand-ins. */
class DeploySequenceTest {
  private static final String ARN =
      "arn:aws:codeconnections:eu-central-1:111111111111:connection/4711";
  private static final String SERVICE =
      "{ \"Parameters\": { \"Image\": { \"Type\": \"String\" } } }";
  private static final String CONNECTED =
      "{ \"Outputs\": { \"ConnectionArn\": { \"Value\": 1 } } }";

  @TempDir private Path root;
  private StandIns standIns;

  @BeforeEach
  void putStandIns() throws IOException {
    standIns = new StandIns(root);
    standIns.file(
        "infra/delivery.yaml",
        "stages:\n  - { stage: dev, soakMinutes: 5 }\n  - { stage: prod, approval: true }\n");
    stage("dev", "111111111111", SERVICE);
    stage("prod", "111111111111", SERVICE);
    standIns.assembly("delivery", "111111111111", false, Map.of("shared", "{}"));
    aws("true");
  }

  @Test
  void stagesComeInTheirOrderAndThenThePipelines() throws IOException {
    assertThat(standIns.run("deploy", "--yes")).isZero();

    assertThat(standIns.calls("app")).containsExactly("app dev", "app prod", "app delivery");
    assertThat(standIns.calls("cdk"))
        .containsExactly(
            "cdk deploy --app %s/infra/cdk.out/dev items-dev-backend --require-approval never --no-notices"
                .formatted(root),
            "cdk deploy --app %s/infra/cdk.out/prod items-prod-backend --require-approval never --no-notices"
                .formatted(root),
            "cdk deploy --app %s/infra/cdk.out/delivery items-delivery-shared --require-approval never --no-notices"
                .formatted(root));
    assertThat(standIns.said())
        .containsSubsequence("1/3 dev", "2/3 prod", "3/3 delivery", "All of it is deployed");
  }

  /** As an unset variable of a script gives it. */
  @Test
  void emptyStageIsAMistake() throws IOException {
    assertThat(standIns.run("deploy", "")).isEqualTo(2);

    assertThat(standIns.calls()).isEmpty();
  }

  @Test
  void newServicesOfAnEmptyAccountStartWithoutTasks() throws IOException {
    aws("echo 'Stack with id x does not exist'; exit 254");

    assertThat(standIns.run("deploy")).isZero();

    assertThat(standIns.calls("cdk"))
        .anyMatch(call -> call.contains("items-dev-backend:Image=none"))
        .anyMatch(call -> call.contains("items-prod-backend:Image=none"));
  }

  @Test
  void failureStopsAndTellsHowToGoOn() throws IOException {
    standIns.program(
        "infra/node_modules/.bin/cdk", "case \"$*\" in *items-prod-backend*) exit 1 ;; esac");

    assertThat(standIns.run("deploy", "--yes")).isEqualTo(1);

    assertThat(standIns.said())
        .contains("Stopped at 2/3 prod (exit code 1)", "go on with: ./dev deploy --yes")
        .contains("What is there already is left alone")
        .doesNotContain("3/3", "All of it is deployed");
    assertThat(standIns.calls("cdk")).hasSize(2);
  }

  @Test
  void whatAwsDoesNotTellStopsAtItsStep() throws IOException {
    aws("echo ExpiredToken; exit 254");

    assertThat(standIns.run("deploy")).isEqualTo(1);

    assertThat(standIns.said())
        .contains("AWS does not tell about items-dev-backend: ExpiredToken")
        .contains("Stopped at 1/3 dev (exit code 1)");
  }

  @Test
  void placeholdersOfTheLastStageAreRefusedBeforeTheFirst() throws IOException {
    stage("prod", "111111111111", "{ \"Name\": \"items.example.com\" }");
    standIns.assembly(
        "delivery", "111111111111", false, Map.of("shared", "{ \"To\": \"team@example.com\" }"));

    assertThat(standIns.run("deploy")).isEqualTo(2);

    assertThat(standIns.said())
        .contains("items-prod-backend: replace example.com in infra/config/prod.yaml")
        .contains("items-delivery-shared: replace example.com in infra/delivery.yaml")
        .contains("Nothing was deployed");
    assertThat(standIns.calls("cdk")).isEmpty();
    assertThat(standIns.calls("aws")).isEmpty();
  }

  @Test
  void mistakeOfTheLastStageIsFoundBeforeTheFirst() throws IOException {
    standIns.program("infra/app", "[ \"$1\" != delivery ] || exit 2");

    assertThat(standIns.run("deploy")).isEqualTo(2);

    assertThat(standIns.calls("cdk")).isEmpty();
  }

  @Test
  void productionWithoutAnAccountIsRefusedBeforeTheFirst() throws IOException {
    standIns.assembly("prod", "unknown-account", true, Map.of("backend", SERVICE));

    assertThat(standIns.run("deploy")).isEqualTo(2);

    assertThat(standIns.said()).contains("name its account in infra/config/prod.yaml");
    assertThat(standIns.calls("cdk")).isEmpty();
  }

  @Test
  void severalAccountsAreForOneCommandEach() throws IOException {
    stage("prod", "222222222222", SERVICE);

    assertThat(standIns.run("deploy")).isEqualTo(2);

    assertThat(standIns.said())
        .contains("several accounts (111111111111, 222222222222)")
        .contains("./dev deploy dev, ./dev deploy prod, ./dev deploy delivery");
    assertThat(standIns.calls("cdk")).isEmpty();
  }

  @Test
  void accountIsPreparedOnceWhereItIsNot() throws IOException {
    standIns.aws("*'ssm get-parameter'*) echo ParameterNotFound; exit 254 ;;");

    assertThat(standIns.run("deploy")).isZero();

    assertThat(standIns.calls("cdk bootstrap"))
        .containsExactly("cdk bootstrap aws://111111111111/eu-central-1 --no-notices");
    assertThat(standIns.calls("cdk")).first().asString().startsWith("cdk bootstrap");
  }

  @Test
  void accountThatCannotBePreparedStopsBeforeTheFirst() throws IOException {
    standIns.aws("*'ssm get-parameter'*) echo ParameterNotFound; exit 254 ;;");
    standIns.program("infra/node_modules/.bin/cdk", "exit 1");

    assertThat(standIns.run("deploy")).isEqualTo(1);

    assertThat(standIns.said()).contains("Stopped before the first step").doesNotContain("1/3");
  }

  @Test
  void missingListOfStagesIsExplained() throws IOException {
    Files.delete(root.resolve("infra/delivery.yaml"));

    assertThat(standIns.run("deploy")).isEqualTo(2);

    assertThat(standIns.said()).contains("There is no infra/delivery.yaml", "./dev deploy demo");
    assertThat(standIns.calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          stages: {                             | infra/delivery.yaml:1: is no YAML
          stages: []                            | stages must be a list of at least one
          stages: dev                           | stages must be a list of at least one
          stages: [dev]                         | stages[0].stage must be a name such as dev, got "dev"
          stages: [{ stage: dev }, { name: x }] | stages[1].stage must be a name such as dev
          stages: [{ stage: delivery }]         | stages[0].stage must be a name such as dev
          stages: [{ stage: a }, { stage: a }]  | stages has a twice
          """)
  void wrongListOfStagesIsExplained(String yaml, String problem) throws IOException {
    standIns.file("infra/delivery.yaml", yaml);

    assertThat(standIns.run("deploy")).isEqualTo(2);

    assertThat(standIns.said()).contains(problem);
    assertThat(standIns.calls()).isEmpty();
  }

  @Test
  void connectionThatIsPendingIsTheOneStepForAPerson() throws IOException {
    connection("echo PENDING");

    assertThat(standIns.run("deploy")).isZero();

    assertThat(standIns.said())
        .contains(
            "ONE STEP IS LEFT FOR YOU",
            "https://console.aws.amazon.com/codesuite/settings/connections?region=eu-central-1",
            "with the id 4711");
    assertThat(standIns.calls().getLast())
        .isEqualTo(
            "aws codeconnections get-connection --connection-arn %s --region eu-central-1 --query Connection.ConnectionStatus --output text"
                .formatted(ARN));
  }

  @Test
  void pipelinesAloneAnnounceItToo() throws IOException {
    connection("echo PENDING");

    assertThat(standIns.run("deploy", "delivery")).isZero();

    assertThat(standIns.said()).contains("ONE STEP IS LEFT FOR YOU");
  }

  @Test
  void pipelinesCanBeTakenAwayByThemselves() throws IOException {
    assertThat(standIns.run("destroy", "delivery", "--yes")).isZero();

    assertThat(standIns.calls("cdk"))
        .containsExactly(
            "cdk destroy --app %s/infra/cdk.out/delivery --force items-delivery-shared --no-notices"
                .formatted(root));
  }

  @ParameterizedTest
  @CsvSource({
    "echo AVAILABLE, is accepted.",
    "echo ERROR, is ERROR: look at https://console.aws.amazon.com",
    "echo AccessDenied; exit 254, AWS does not tell; look at https://console.aws.amazon.com",
  })
  void connectionThatIsNotPendingAsksForNothing(String answer, String told) throws IOException {
    connection(answer);

    assertThat(standIns.run("deploy")).isZero();

    assertThat(standIns.said()).contains(told).doesNotContain("LEFT FOR YOU");
  }

  @Test
  void sourceWithoutAConnectionIsNotAskedFor() throws IOException {
    assertThat(standIns.run("deploy")).isZero();

    assertThat(standIns.calls()).noneMatch(call -> call.contains("ConnectionArn"));
  }

  private void stage(String stage, String account, String template) throws IOException {
    standIns.assembly(stage, account, stage.equals("prod"), Map.of("backend", template));
  }

  private void aws(String statusOfStacks) throws IOException {
    standIns.aws("*'Stacks[0].StackStatus'*) %s ;;".formatted(statusOfStacks));
  }

  private void connection(String answer) throws IOException {
    standIns.assembly("delivery", "111111111111", false, Map.of("shared", CONNECTED));
    standIns.aws("*get-connection*) %s ;;\n*ConnectionArn*) echo %s ;;\n".formatted(answer, ARN));
  }
}
