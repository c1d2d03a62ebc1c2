package org.acme.items.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.acme.items.infra.config.ConfigLoader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new service is a folder with a manifest; nothing here or in {@code infra} knows its name. */
class NewServiceTest {
  private static final String MANIFEST =
      """
      name: reviews
      port: 8090
      localPort: 8091
      health: { live: /q/health/live, ready: /q/health/ready }
      task: { cpuUnits: 256, memoryMiB: 512 }
      count: { min: 2, max: 4 }
      exposure: public
      routing: { paths: [/reviews/*], priority: 50 }
      calls: [backend]
      tables:
        reviews: { partitionKey: item, sortKey: id }
      slo: { availability: 99.5, latency: { thresholdMs: 200, percentile: 95 } }
      """;

  @TempDir private static Path root;
  private static Synth synth = Synth.of("staging");

  @BeforeAll
  static void addTheService() throws IOException {
    Checkout.ofRepository(root);
    Files.createDirectories(root.resolve("reviews-service"));
    Files.writeString(root.resolve("reviews-service/service.yaml"), MANIFEST);
    synth = Synth.of(root, "staging");
  }

  @Test
  void itHasAStackWithAllThatAServiceHas() {
    assertThat(synth.template("reviews").get("Resources").findValuesAsText("Type"))
        .contains(
            "AWS::ECS::Service",
            "AWS::ECS::TaskDefinition",
            "AWS::ElasticLoadBalancingV2::TargetGroup",
            "AWS::ElasticLoadBalancingV2::ListenerRule",
            "AWS::ApplicationAutoScaling::ScalableTarget",
            "AWS::DynamoDB::GlobalTable",
            "AWS::Logs::LogGroup",
            "AWS::CloudWatch::Dashboard");
    assertThat(synth.resources("reviews", "AWS::CloudWatch::Alarm"))
        .extracting(alarm -> alarm.at("/Properties/AlarmName").asText())
        .contains("items-staging-reviews-failures", "items-staging-reviews-throttled");
    assertThat(synth.resources("reviews", "AWS::CloudWatch::CompositeAlarm"))
        .extracting(alarm -> alarm.at("/Properties/AlarmName").asText())
        .containsExactlyInAnyOrder("items-staging-reviews-page", "items-staging-reviews-budget");
  }

  @Test
  void itKnowsWhatItCallsAndWhereItsDataIs() {
    List<String> names = synth.container("reviews").get("Environment").findValuesAsText("Name");

    assertThat(names)
        .contains("BACKEND_URL", "REVIEWS_TABLE", "AWS_REGION", "TRUSTED_PROXIES", "DASHBOARD_URL");
  }

  @Test
  void itMayCallWhatItsManifestSaysAndTheLoadBalancerMayCallIt() {
    assertThat(
            synth
                .template("platform")
                .get("Resources")
                .propertyStream()
                .filter(resource ->
                    resource
                        .getValue()
                        .get("Type")
                        .asText()
                        .equals("AWS::EC2::SecurityGroupIngress"))
                .map(resource -> resource.getValue().at("/Properties/Description").asText()))
        .contains("reviews calls backend")
        .doesNotContain("frontend calls reviews", "reviews calls frontend");
    assertThat(synth.template("platform").get("Resources").propertyStream().map(Map.Entry::getKey))
        .anyMatch(
            id -> id.startsWith("ConnectionsReviewsfrom") && id.contains("PublicLoadBalancer"));
  }

  @Test
  void itHasAPipelineThatItsFilesStart() throws IOException {
    Files.copy(Synth.ROOT.resolve("infra/delivery.yaml"), root.resolve("infra/delivery.yaml"));
    Map<String, JsonNode> pipelines = Synth.of(ConfigLoader.delivery(root));

    JsonNode pipeline =
        Pipelines.properties(
            Pipelines.template(pipelines, "reviews"), "AWS::CodePipeline::Pipeline");
    assertThat(pipeline.at("/Triggers/0/GitConfiguration/Push/0/FilePaths/Includes").valueStream())
        .extracting(JsonNode::asText)
        .contains("reviews-service/**");
    assertThat(pipelines.toString()).contains("reviews-service/buildspec.yml");
  }

  @Test
  void othersStayAsTheyAre() {
    JsonNode before = Synth.of("staging").template("frontend");

    assertThat(synth.template("frontend")).isEqualTo(before);
    assertThat(synth.template("backend")).isEqualTo(Synth.of("staging").template("backend"));
  }
}
