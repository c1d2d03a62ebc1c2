package org.acme.items.infra.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.acme.items.infra.Pipelines;
import org.acme.items.infra.Synth;
import org.acme.items.infra.config.ConfigLoader;
import org.acme.items.infra.config.Delivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every pipeline promises. */
class PipelinePromisesTest {
  private static final Delivery DELIVERY = Pipelines.github();

  static Stream<String> services() {
    return DELIVERY.services().stream();
  }

  static Stream<String> pipelines() {
    return Stream.concat(services(), Stream.of("platform"));
  }

  @Test
  void everyServiceThatAStageRunsHasOne() {
    assertThat(DELIVERY.services()).contains("backend", "frontend").doesNotContain("load");
    assertThat(Pipelines.templates().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Stream.of("shared"), pipelines()).toList());
  }

  @ParameterizedTest
  @MethodSource("services")
  void stagesComeInTheirOrderWithAnApprovalBeforeThoseThatAskForOne(String service) {
    assertThat(names(service))
        .containsExactly(
            "Source", "Build", "dev", "Approve-staging", "staging", "Approve-prod", "prod");
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void nothingGetsIntoProductionWithoutAPerson(String pipeline) {
    List<String> names = names(pipeline);
    for (Delivery.Stage stage : DELIVERY.stages()) {
      if (stage.environment().settings().production()) {
        int at = names.indexOf(stage.environment().stage());
        assertThat(names.subList(0, at)).contains("Approve-" + stage.environment().stage());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void oneImageByItsDigestGoesThroughAllStages(String service) {
    assertThat(actions(service, "CloudFormation"))
        .hasSize(3)
        .allSatisfy(action -> {
          JsonNode configuration = action.get("Configuration");
          assertThat(configuration.get("ParameterOverrides").asText())
              .isEqualTo("{\"Image\":\"#{Build.IMAGE}\"}");
          assertThat(configuration.get("ActionMode").asText()).isEqualTo("CREATE_UPDATE");
          assertThat(configuration.get("TemplateConfiguration").asText())
              .matches("Made::templates/[a-z]+[.]config[.]json");
        });
  }

  @ParameterizedTest
  @MethodSource("services")
  void rolesOfStagesAreThereAndLetThisPipelineIn(String service) {
    String pipeline = properties(service).get("Name").asText();
    assertThat(pipeline).isEqualTo("items-delivery-" + service);
    for (JsonNode action : actions(service, "CloudFormation")) {
      String stack = action.at("/Configuration/StackName").asText();
      String stage = stack.replaceFirst("^items-(.*)-" + service + "$", "$1");
      assertThat(text(action.get("RoleArn"))).endsWith(":role/%s-delivery".formatted(stack));
      assertThat(text(action.at("/Configuration/RoleArn")))
          .endsWith(":role/%s-deploy".formatted(stack));
      List<JsonNode> roles = Synth.of(stage).resources("platform", "AWS::IAM::Role");
      assertThat(roles)
          .filteredOn(role -> role.at("/Properties/RoleName").asText().equals(stack + "-delivery"))
          .singleElement()
          .satisfies(role ->
              assertThat(text(role.at("/Properties/AssumeRolePolicyDocument")))
                  .contains("\"aws:PrincipalArn\"", ":role/" + pipeline)
                  .doesNotContain("\"AWS\":\"*\""));
      assertThat(roles)
          .filteredOn(role -> role.at("/Properties/RoleName").asText().equals(stack + "-deploy"))
          .singleElement()
          .satisfies(role ->
              assertThat(text(role.at("/Properties/AssumeRolePolicyDocument")))
                  .contains("cloudformation.amazonaws.com"));
    }
  }

  /** A new kind of resource in service stacks has to be added to the role that deploys them. */
  @ParameterizedTest
  @MethodSource("services")
  void roleThatDeploysKnowsEveryKindOfResource(String service) {
    Map<String, String> needed =
        Map.ofEntries(
            Map.entry("AWS::ApplicationAutoScaling::ScalableTarget", "RegisterScalableTarget"),
            Map.entry("AWS::ApplicationAutoScaling::ScalingPolicy", "PutScalingPolicy"),
            Map.entry("AWS::CloudWatch::Alarm", "PutMetricAlarm"),
            Map.entry("AWS::CloudWatch::CompositeAlarm", "PutCompositeAlarm"),
            Map.entry("AWS::CloudWatch::Dashboard", "PutDashboard"),
            Map.entry("AWS::DynamoDB::GlobalTable", "dynamodb:CreateTable"),
            Map.entry("AWS::ECS::Service", "ecs:CreateService"),
            Map.entry("AWS::ECS::TaskDefinition", "RegisterTaskDefinition"),
            Map.entry("AWS::ElasticLoadBalancingV2::ListenerRule", "CreateRule"),
            Map.entry("AWS::ElasticLoadBalancingV2::TargetGroup", "CreateTargetGroup"),
            Map.entry("AWS::Events::Rule", "events:PutRule"),
            Map.entry("AWS::IAM::Policy", "PutRolePolicy"),
            Map.entry("AWS::IAM::Role", "CreateRole"),
            Map.entry("AWS::Logs::LogGroup", "CreateLogGroup"),
            Map.entry("AWS::ServiceDiscovery::Service", "servicediscovery:CreateService"));
    for (Delivery.Stage stage : DELIVERY.stages(service)) {
      Synth synth = Synth.of(stage.environment().stage());
      String policy = policies(synth, service).toString();
      for (String type :
          new TreeSet<>(synth.template(service).get("Resources").findValuesAsText("Type"))) {
        if (type.startsWith("AWS::")) {
          assertThat(needed).containsKey(type);
          assertThat(policy).as(type).contains(needed.get(type));
        }
      }
    }
  }

  /** IAM counts characters without white space; ARNs get longer than their references. */
  @ParameterizedTest
  @MethodSource("services")
  void policiesFitIntoWhatIamTakes(String service) {
    for (Delivery.Stage stage : DELIVERY.stages(service)) {
      for (JsonNode policy : policies(Synth.of(stage.environment().stage()), service)) {
        assertThat(
                policy
                    .at("/Properties/PolicyDocument")
                    .toString()
                    .replaceAll("\\{\"Fn::Join\":\\[\"\",\\[|\\]\\]}", "")
                    .replaceAll("\",\\{\"Ref\":\"AWS::Partition\"},\"", "aws")
                    .replaceAll("\",\\{\"Ref\":\"AWS::AccountId\"},\"", "111111111111")
                    .length())
            .isLessThan(6144 - 500);
      }
    }
  }

  /** CloudFormation would read them with roles that may not. */
  @ParameterizedTest
  @MethodSource("services")
  void stacksOfServicesHaveNoParametersFromParameterStore(String service) {
    for (Delivery.Stage stage : DELIVERY.stages(service)) {
      JsonNode template = Synth.of(stage.environment().stage()).template(service);
      assertThat(template.get("Parameters").toString()).doesNotContain("AWS::SSM");
      assertThat(template.has("Rules")).isFalse();
    }
  }

  /** Whoever gives a role to a resource has to be allowed to pass it. */
  @ParameterizedTest
  @MethodSource("services")
  void roleThatDeploysMayPassTheRolesOfScaling(String service) {
    for (Delivery.Stage stage : DELIVERY.stages(service)) {
      Synth synth = Synth.of(stage.environment().stage());
      for (JsonNode scaled :
          synth.resources(service, "AWS::ApplicationAutoScaling::ScalableTarget")) {
        String name = text(scaled.at("/Properties/RoleARN")).replaceFirst(".*:role", ":role");
        assertThat(policies(synth, service).toString()).contains("iam:PassRole", name);
      }
    }
  }

  private static List<JsonNode> policies(Synth synth, String service) {
    List<JsonNode> policies =
        synth.resources("platform", "AWS::IAM::ManagedPolicy").stream()
            .filter(each -> each.at("/Properties/Description").asText().endsWith(" of " + service))
            .toList();
    assertThat(policies).hasSize(2);
    return policies;
  }

  @ParameterizedTest
  @MethodSource("services")
  void siteIsLookedAtAfterEachDeploymentAndLoadedWhereItIsAskedFor(String service) {
    List<String> checks = new ArrayList<>();
    for (JsonNode stage : properties(service).get("Stages")) {
      for (JsonNode action : stage.get("Actions")) {
        String variables = action.at("/Configuration/EnvironmentVariables").asText();
        if (variables.contains("\"CHECK\"")) {
          String name = stage.get("Name").asText();
          checks.add(name + " " + action.get("Name").asText());
          assertThat(variables).contains("\"#{Deploy-%s.Site}\"".formatted(name));
          assertThat(action.get("RunOrder").asInt()).isGreaterThan(1);
        }
      }
    }
    assertThat(checks).containsExactly("dev Smoke", "staging Smoke", "staging Load", "prod Smoke");
    for (Delivery.Stage stage : DELIVERY.stages()) {
      assertThat(Synth.of(stage.environment().stage()).template(service).at("/Outputs/Site"))
          .isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void alarmsAreWatchedAfterTheStepThatSaysSo(String service) {
    JsonNode prod = properties(service).at("/Stages/6");

    assertThat(prod.at("/OnSuccess/Conditions/0/Result").asText()).isEqualTo("ROLLBACK");
    assertThat(prod.at("/OnSuccess/Conditions/0/Rules"))
        .isNotEmpty()
        .allSatisfy(rule -> {
          assertThat(rule.at("/RuleTypeId/Provider").asText()).isEqualTo("CloudWatchAlarm");
          assertThat(rule.at("/Configuration/WaitTime").asText()).isEqualTo("10");
          assertThat(Synth.of("prod").template(service).findValuesAsText("AlarmName"))
              .contains(rule.at("/Configuration/AlarmName").asText());
        });
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void peopleAreToldOfFailuresAndOfWhatWaitsForThem(String pipeline) {
    JsonNode template = Pipelines.template(Pipelines.templates(), pipeline);
    JsonNode news = Pipelines.properties(template, "AWS::CodeStarNotifications::NotificationRule");

    assertThat(news.get("EventTypeIds").valueStream().map(JsonNode::asText))
        .containsExactlyInAnyOrder(
            "codepipeline-pipeline-pipeline-execution-failed",
            "codepipeline-pipeline-manual-approval-needed");
  }

  @ParameterizedTest
  @MethodSource("services")
  void approvalLinksToTheChangeItsTestsAndItsLoad(String service) {
    List<JsonNode> approvals = actions(service, "Manual");

    assertThat(approvals).hasSize(2);
    for (JsonNode approval : approvals) {
      assertThat(approval.at("/Configuration/ExternalEntityLink").asText())
          .endsWith("/commit/#{Source.CommitId}");
      assertThat(approval.at("/Configuration/CustomData").asText())
          .contains("#{Build.IMAGE}", "#{Build.COMMIT}", "#{Build.REPORT}");
    }
    assertThat(approvals.getLast().at("/Configuration/CustomData").asText())
        .contains("#{Load-staging.REPORT}");
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void buildspecsAreFilesOfThisRepository(String pipeline) {
    JsonNode template = Pipelines.template(Pipelines.templates(), pipeline);
    assertThat(
            template
                .get("Resources")
                .valueStream()
                .filter(
                    resource -> resource.get("Type").asText().equals("AWS::CodeBuild::Project")))
        .isNotEmpty()
        .allSatisfy(project -> {
          assertThat(Synth.ROOT.resolve(project.at("/Properties/Source/BuildSpec").asText()))
              .isRegularFile();
          assertThat(project.at("/Properties/Environment/Type").asText())
              .isEqualTo("ARM_CONTAINER");
          // Docker is for builds of images and for tests that need it; checks need none.
          assertThat(project.at("/Properties/Environment/PrivilegedMode").asBoolean())
              .isEqualTo(!project.at("/Properties/Source/BuildSpec").asText().startsWith("infra/"));
        });
  }

  @Test
  void buildKnowsItsRepositoryAndMayPushNowhereElse() {
    JsonNode backend = Pipelines.template(Pipelines.templates(), "backend");

    assertThat(text(backend)).contains(":repository/items-dev/backend").doesNotContain("frontend");
    assertThat(
            ConfigLoader.load(Synth.ROOT, "prod")
                .repository(ConfigLoader.load(Synth.ROOT, "prod").service("backend")))
        .isEqualTo("items-dev/backend");
  }

  @ParameterizedTest
  @MethodSource("services")
  void stackTagsAreThoseThatPipelinesKeep(String service) throws IOException {
    JsonNode artifact =
        new ObjectMapper()
            .readTree(Synth.of("prod").manifest())
            .at("/artifacts/items-prod-" + service);

    assertThat(artifact.at("/properties/tags").toString())
        .isEqualTo(
            "{\"project\":\"items\",\"service\":\"%s\",\"stage\":\"prod\"}".formatted(service));
  }

  /** Where AWS knows resources by no name, the service's own tag has to be on them. */
  @ParameterizedTest
  @MethodSource("services")
  void whatIsKnownByTagsOnlyIsTheServicesOwn(String service) {
    for (Delivery.Stage stage : DELIVERY.stages(service)) {
      for (JsonNode policy : policies(Synth.of(stage.environment().stage()), service)) {
        for (JsonNode statement : policy.at("/Properties/PolicyDocument/Statement")) {
          String actions = statement.get("Action").toString();
          if (actions.matches(
              ".*(elasticloadbalancing|servicediscovery):(Delete|Modify|Update|Remove|Set|Untag).*")) {
            assertThat(statement.at("/Condition/StringEquals/aws:ResourceTag~1service").asText())
                .isEqualTo(service);
          }
        }
      }
    }
  }

  private static List<String> names(String pipeline) {
    return properties(pipeline)
        .get("Stages")
        .valueStream()
        .map(stage -> stage.get("Name").asText())
        .toList();
  }

  private static List<JsonNode> actions(String pipeline, String provider) {
    return properties(pipeline)
        .get("Stages")
        .valueStream()
        .flatMap(stage -> stage.get("Actions").valueStream())
        .filter(action -> action.at("/ActionTypeId/Provider").asText().equals(provider))
        .toList();
  }

  private static JsonNode properties(String pipeline) {
    return Pipelines.properties(
        Pipelines.template(Pipelines.templates(), pipeline), "AWS::CodePipeline::Pipeline");
  }

  /** As JSON, with texts that are joined written as one. */
  private static String text(JsonNode node) {
    if (node.has("Fn::Join")) {
      StringBuilder joined = new StringBuilder();
      node.at("/Fn::Join/1").forEach(part -> joined.append(part.isTextual() ? part.asText() : "*"));
      return joined.toString();
    }
    return node.toString().replaceAll("\",\\{\"Ref\":\"[A-Za-z:]+\"},\"", "*");
  }
}
