package org.acme.items.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.acme.items.infra.config.ConfigLoader;
import org.acme.items.infra.config.ServiceConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every stage of this repository promises, whatever its file says. */
class StagePromisesTest {
  static Stream<Synth> stages() {
    return ConfigLoader.stages(Synth.ROOT).stream().map(Synth::of);
  }

  static Stream<Synth> production() {
    return stages().filter(synth -> synth.environment().settings().production());
  }

  static Stream<Synth> removable() {
    return stages().filter(synth -> !synth.environment().settings().production());
  }

  @ParameterizedTest
  @MethodSource("stages")
  void failedDeploymentRollsBack(Synth synth) {
    forEachService(
        synth,
        (service, template) -> {
          JsonNode deployment = ecs(synth, service).get("DeploymentConfiguration");

          assertThat(deployment.at("/DeploymentCircuitBreaker/Enable").asBoolean()).isTrue();
          assertThat(deployment.at("/DeploymentCircuitBreaker/Rollback").asBoolean()).isTrue();
        });
  }

  @ParameterizedTest
  @MethodSource("stages")
  void thereAreNoTasksWhileThereIsNoImage(Synth synth) {
    forEachService(
        synth,
        (service, template) -> {
          if (service.image().equals("pipeline")) {
            assertThat(template.at("/Parameters/Image").has("Default")).isFalse();
            assertThat(ecs(synth, service).at("/DesiredCount/Fn::If/0").asText())
                .isEqualTo("HasImage");
            assertThat(ecs(synth, service).at("/DesiredCount/Fn::If/2").asInt()).isZero();
            for (JsonNode target :
                synth.resources(service.name(), "AWS::ApplicationAutoScaling::ScalableTarget")) {
              List<JsonNode> capacities =
                  new ArrayList<>(List.of(target.at("/Properties/MinCapacity")));
              target
                  .at("/Properties/ScheduledActions")
                  .forEach(action -> {
                    capacities.add(action.at("/ScalableTargetAction/MinCapacity"));
                    capacities.add(action.at("/ScalableTargetAction/MaxCapacity"));
                  });
              assertThat(capacities)
                  .allSatisfy(capacity ->
                      assertThat(capacity.toString())
                          .matches("0|\\{\"Fn::If\":\\[\"HasImage\",[0-9]+,0]}"));
            }
            assertThat(template.at("/Conditions/HasImage").toString())
                .isEqualTo("{\"Fn::Not\":[{\"Fn::Equals\":[{\"Ref\":\"Image\"},\"none\"]}]}");
          }
        });
  }

  @ParameterizedTest
  @MethodSource("stages")
  void laterDeploymentDoesNotSetBackACountThatLoadHasRaised(Synth synth) {
    forEachService(
        synth,
        (service, template) -> {
          if (service.scales()) {
            JsonNode count = ecs(synth, service).get("DesiredCount");
            assertThat(count == null ? "null" : count.toString())
                .isIn("null", "{\"Fn::If\":[\"HasImage\",{\"Ref\":\"AWS::NoValue\"},0]}");
          }
        });
  }

  @ParameterizedTest
  @MethodSource("stages")
  void containersAreConfined(Synth synth) {
    forEachService(
        synth,
        (service, template) -> {
          JsonNode container = synth.container(service.name());

          assertThat(container.get("User").asText()).isEqualTo("10001:10001");
          assertThat(container.get("ReadonlyRootFilesystem").asBoolean())
              .isNotEqualTo(service.exec());
          assertThat(container.at("/LinuxParameters/InitProcessEnabled").asBoolean()).isTrue();
          assertThat(container.at("/LinuxParameters/Capabilities/Drop/0").asText())
              .isEqualTo("ALL");
          assertThat(container.has("Privileged")).isFalse();
        });
  }

  @ParameterizedTest
  @MethodSource("stages")
  void stoppingTaskOutlivesWhatCallersRemember(Synth synth) {
    forEachService(
        synth,
        (service, template) -> {
          int stop = synth.container(service.name()).get("StopTimeout").asInt();
          assertThat(stop).isGreaterThanOrEqualTo(service.routing().drainSeconds());
          for (JsonNode discovery :
              synth.resources(service.name(), "AWS::ServiceDiscovery::Service")) {
            JsonNode records = discovery.at("/Properties/DnsConfig/DnsRecords");
            Duration goesOn = Duration.parse(synth.variables(service.name()).get("SHUTDOWN_DELAY"));
            assertThat(records.at("/0/TTL").asInt()).isLessThan((int) goesOn.toSeconds());
            assertThat(goesOn).isLessThan(Duration.ofSeconds(stop));
          }
        });
  }

  @ParameterizedTest
  @MethodSource("stages")
  void everythingCarriesItsTags(Synth synth) {
    forEachService(
        synth,
        (service, template) ->
            assertThat(ecs(synth, service).get("Tags").findValuesAsText("Value"))
                .contains(service.name(), synth.environment().stage()));
    synth
        .templates()
        .forEach((stack, template) ->
            template
                .get("Resources")
                .propertyStream()
                .forEach(resource -> {
                  JsonNode tags = resource.getValue().at("/Properties/Tags");
                  if (tags.isArray()) {
                    assertThat(tags.findValuesAsText("Key"))
                        .as("%s %s", stack, resource.getKey())
                        .contains("project", "stage");
                  }
                }));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void logsAreKeptAsLongAsTheStageSaysAndNoLonger(Synth synth) {
    synth
        .templates()
        .keySet()
        .forEach(stack ->
            synth
                .resources(stack, "AWS::Logs::LogGroup")
                .forEach(group ->
                    assertThat(group.at("/Properties/RetentionInDays").asInt())
                        .isEqualTo(synth.environment().settings().logDays())));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void everyAlarmTellsSomebody(Synth synth) {
    synth
        .templates()
        .keySet()
        .forEach(stack ->
            synth.resources(stack, "AWS::CloudWatch::Alarm").stream()
                .filter(alarm -> alarm.at("/Properties/AlarmName").isTextual())
                .filter(alarm -> !Alarms.isPartOfAnother(synth, stack, alarm))
                .forEach(alarm -> assertThat(alarm.at("/Properties/AlarmActions")).isNotEmpty()));
    synth
        .templates()
        .keySet()
        .forEach(stack ->
            assertThat(synth.resources(stack, "AWS::CloudWatch::CompositeAlarm"))
                .allSatisfy(
                    alarm -> assertThat(alarm.at("/Properties/AlarmActions")).isNotEmpty()));
    synth
        .resources("platform", "AWS::SNS::TopicPolicy")
        .forEach(policy ->
            assertThat(policy.at("/Properties/PolicyDocument/Statement"))
                .as("who may publish")
                .anySatisfy(statement -> {
                  assertThat(statement.get("Effect").asText()).isEqualTo("Allow");
                  assertThat(statement.get("Principal").toString())
                      .contains("cloudwatch.amazonaws.com");
                }));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void unknownPathsAreAnsweredWith404(Synth synth) {
    List<String> defaults =
        synth.resources("platform", "AWS::ElasticLoadBalancingV2::Listener").stream()
            .map(listener -> listener.at("/Properties/DefaultActions/0"))
            .map(action ->
                action.at("/FixedResponseConfig/StatusCode").asText()
                    + action.at("/RedirectConfig/Protocol").asText())
            .sorted()
            .toList();

    assertThat(defaults)
        .isEqualTo(
            synth.environment().settings().entry().domain() == null
                ? List.of("404")
                : List.of("404", "HTTPS"));
  }

  @ParameterizedTest
  @MethodSource("production")
  void productionSpeaksHttpsOnly(Synth synth) {
    assertThat(synth.resources("platform", "AWS::ElasticLoadBalancingV2::Listener"))
        .filteredOn(
            listener -> listener.at("/Properties/DefaultActions/0/RedirectConfig").isEmpty())
        .singleElement()
        .satisfies(listener -> {
          assertThat(listener.at("/Properties/Protocol").asText()).isEqualTo("HTTPS");
          assertThat(listener.at("/Properties/SslPolicy").asText()).contains("TLS13-1-2-Res-PQ");
        });
  }

  @ParameterizedTest
  @MethodSource("stages")
  void silenceOfAServiceThatNeverSleepsIsAnAlarm(Synth synth) {
    forEachService(
        synth,
        (service, template) -> {
          List<JsonNode> down =
              synth.resources(service.name(), "AWS::CloudWatch::Alarm").stream()
                  .map(alarm -> alarm.get("Properties"))
                  .filter(alarm -> alarm.path("AlarmName").asText().endsWith("-down"))
                  .toList();
          boolean wanted =
              synth.environment().settings().alarms().enabled() && service.isAlwaysOn();

          assertThat(down).hasSize(wanted ? 1 : 0);
          for (JsonNode alarm : down) {
            assertThat(alarm.get("TreatMissingData").asText()).isEqualTo("breaching");
            assertThat(alarm.get("ComparisonOperator").asText()).isEqualTo("LessThanThreshold");
            assertThat(alarm.has("AlarmActions")).isFalse(); // part of the one that wakes
            assertThat(synth.resources(service.name(), "AWS::CloudWatch::CompositeAlarm"))
                .filteredOn(each -> each.at("/Properties/AlarmName").asText().endsWith("-page"))
                .singleElement()
                .satisfies(page -> {
                  assertThat(page.at("/Properties/AlarmRule").toString()).contains("AlarmsDown");
                  assertThat(page.at("/Properties/ActionsEnabled/Fn::If/0").asText())
                      .isEqualTo("HasImage");
                });
          }
        });
  }

  @ParameterizedTest
  @MethodSource("stages")
  void repositoriesThatOtherStagesUseStay(Synth synth) {
    if (!synth.environment().imageUsers().isEmpty()) {
      assertThat(synth.resources("registry", "AWS::ECR::Repository"))
          .isNotEmpty()
          .allSatisfy(repository -> {
            assertThat(repository.get("DeletionPolicy").asText()).isEqualTo("Retain");
            assertThat(repository.at("/Properties/EmptyOnDelete").asBoolean()).isFalse();
          });
    }
  }

  @Test
  void devHoldsTheImagesOfAllLaterStages() {
    assertThat(Synth.of("dev").environment().imageUsers()).containsExactly("staging", "prod");
    assertThat(Synth.of("dev").resources("registry", "AWS::ECR::Repository"))
        .extracting(repository -> repository.at("/Properties/RepositoryName").asText())
        .contains("items-dev/backend", "items-dev/frontend", "items-dev/load")
        .hasSameSizeAs(Synth.of("dev").environment().manifests());
  }

  @ParameterizedTest
  @MethodSource("stages")
  void tablesAreThoseOfTheBackendAndHaveALimit(Synth synth) {
    JsonNode table = synth.properties("backend", "AWS::DynamoDB::GlobalTable");

    assertThat(table.at("/KeySchema").toString())
        .isEqualTo("[{\"AttributeName\":\"pk\",\"KeyType\":\"HASH\"}]");
    assertThat(table.at("/GlobalSecondaryIndexes/0/IndexName").asText()).isEqualTo("newest");
    assertThat(table.at("/GlobalSecondaryIndexes/0/KeySchema").toString())
        .isEqualTo(
            "[{\"AttributeName\":\"shard\",\"KeyType\":\"HASH\"},{\"AttributeName\":\"id\",\"KeyType\":\"RANGE\"}]");
    assertThat(table.at("/GlobalSecondaryIndexes/0/Projection/ProjectionType").asText())
        .isEqualTo("KEYS_ONLY");
    assertThat(table.at("/TimeToLiveSpecification/AttributeName").asText()).isEqualTo("expiresAt");
    assertThat(table.at("/BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
    assertThat(table.at("/WriteOnDemandThroughputSettings/MaxWriteRequestUnits").asInt())
        .isPositive();
  }

  @ParameterizedTest
  @MethodSource("stages")
  void tableKeepsItsLogicalIdAndWithItItsData(Synth synth) {
    assertThat(synth.template("backend").get("Resources").has("ItemsTableC23F734C"))
        .as(
            "tables among %s",
            synth
                .template("backend")
                .get("Resources")
                .propertyStream()
                .map(Map.Entry::getKey)
                .filter(id -> id.contains("Table"))
                .toList())
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("stages")
  void gatewaysToDynamoDbAndS3AreThereAsTheyAreFree(Synth synth) {
    assertThat(
            synth.resources("platform", "AWS::EC2::VPCEndpoint").stream()
                .filter(endpoint ->
                    endpoint.at("/Properties/VpcEndpointType").asText().equals("Gateway")))
        .hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("production")
  void productionKeepsItsData(Synth synth) {
    JsonNode table = synth.resource("backend", "AWS::DynamoDB::GlobalTable");

    assertThat(table.get("DeletionPolicy").asText()).isEqualTo("Retain");
    assertThat(table.get("UpdateReplacePolicy").asText()).isEqualTo("Retain");
    assertThat(table.at("/Properties/Replicas/0/DeletionProtectionEnabled").asBoolean()).isTrue();
    assertThat(
            table
                .at("/Properties/Replicas/0/PointInTimeRecoverySpecification")
                .get("PointInTimeRecoveryEnabled")
                .asBoolean())
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("production")
  void productionIsProtectedAgainstDeletion(Synth synth) {
    assertThat(synth.manifest()).doesNotContain("\"terminationProtection\": false");
    assertThat(synth.manifest().split("\"terminationProtection\": true", -1))
        .hasSize(synth.templates().size() + 1);
  }

  @ParameterizedTest
  @MethodSource("production")
  void productionStandsInTwoZonesAtLeast(Synth synth) {
    forEachService(
        synth,
        (service, template) -> {
          JsonNode subnets =
              ecs(synth, service).at("/NetworkConfiguration/AwsvpcConfiguration/Subnets");
          assertThat(subnets).hasSizeGreaterThanOrEqualTo(2);
          assertThat(ecs(synth, service).get("AvailabilityZoneRebalancing").asText())
              .isEqualTo("ENABLED");
        });
  }

  @ParameterizedTest
  @MethodSource("production")
  void productionHasAlarmsThatUndoDeployments(Synth synth) {
    forEachService(
        synth,
        (service, template) -> {
          JsonNode alarms = ecs(synth, service).at("/DeploymentConfiguration/Alarms");
          List<String> defined =
              synth.resources(service.name(), "AWS::CloudWatch::Alarm").stream()
                  .map(alarm -> alarm.at("/Properties/AlarmName").asText())
                  .toList();

          assertThat(alarms.get("Enable").asBoolean()).isTrue();
          assertThat(alarms.get("Rollback").asBoolean()).isTrue();
          assertThat(alarms.get("AlarmNames"))
              .isNotEmpty()
              .allSatisfy(name -> assertThat(name.asText()).isIn(defined));
        });
  }

  @ParameterizedTest
  @MethodSource("production")
  void productionKeepsAccessLogsAndFlowLogs(Synth synth) {
    assertThat(
            synth
                .properties("platform", "AWS::ElasticLoadBalancingV2::LoadBalancer")
                .get("LoadBalancerAttributes")
                .toString())
        .contains("{\"Key\":\"access_logs.s3.enabled\",\"Value\":\"true\"}");
    assertThat(synth.resources("platform", "AWS::EC2::FlowLog")).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("removable")
  void everythingOutsideOfProductionCanBeRemoved(Synth synth) {
    synth
        .templates()
        .forEach((stack, template) ->
            template
                .get("Resources")
                .propertyStream()
                .forEach(resource -> {
                  String type = resource.getValue().get("Type").asText();
                  if (type.equals("AWS::ECR::Repository")) {
                    if (synth.environment().keepsImages()) {
                      return; // images of other stages
                    }
                    assertThat(resource.getValue().at("/Properties/EmptyOnDelete").asBoolean())
                        .isTrue();
                  }
                  assertThat(resource.getValue().path("DeletionPolicy").asText())
                      .as("%s %s", stack, resource.getKey())
                      .isNotIn("Retain", "Snapshot");
                  assertThat(resource.getValue().toString())
                      .as("%s %s", stack, resource.getKey())
                      .doesNotContain(
                          "\"DeletionProtectionEnabled\":true",
                          "{\"Key\":\"deletion_protection.enabled\",\"Value\":\"true\"}");
                  // Functions leave log groups behind, and buckets need one to be emptied.
                  assertThat(type).isNotIn("AWS::Lambda::Function", "AWS::S3::Bucket");
                }));
    assertThat(synth.manifest()).doesNotContain("\"terminationProtection\": true");
  }

  /** New tasks are in the second group; an alarm on the first alone would never see them. */
  @Test
  void whereRequestsMoveBothTargetGroupsAreWatched() {
    for (String id : List.of("failures", "slow", "unhealthy", "down")) {
      List<JsonNode> alarms =
          Synth.full().resources("shop", "AWS::CloudWatch::Alarm").stream()
              .filter(alarm -> alarm.at("/Properties/AlarmName").asText().endsWith("-" + id))
              .toList();

      if (!id.equals("down")) { // shop sleeps at times
        assertThat(alarms).as(id).hasSize(1);
        assertThat(alarms.toString()).contains("EntryBlue", "EntryGreen");
      }
    }
  }

  private interface Check {
    void accept(ServiceConfig service, JsonNode template);
  }

  private static void forEachService(Synth synth, Check check) {
    assertThat(synth.environment().services()).isNotEmpty();
    synth
        .environment()
        .services()
        .forEach(service -> check.accept(service, synth.template(service.name())));
  }

  private static JsonNode ecs(Synth synth, ServiceConfig service) {
    return synth.properties(service.name(), "AWS::ECS::Service");
  }
}
