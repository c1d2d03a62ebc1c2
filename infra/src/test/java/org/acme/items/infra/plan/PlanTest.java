package org.acme.items.infra.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.acme.items.infra.Checkout;
import org.acme.items.infra.Synth;
import org.acme.items.infra.config.ConfigLoader;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.ServiceConfig;
import org.acme.items.infra.config.StageConfig.Egress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
  private static final EnvironmentConfig DEMO = ConfigLoader.load(Synth.ROOT, "demo");

  @TempDir private Path root;

  /** Page and API, without services that were added. */
  @Test
  void demoCostsAtMost50UsdAMonth() {
    List<MonthlyCost.Line> lines =
        MonthlyCost.of(
            new EnvironmentConfig(
                DEMO.stage(),
                DEMO.settings(),
                DEMO.manifests().stream()
                    .filter(service -> List.of("backend", "frontend").contains(service.name()))
                    .toList(),
                DEMO.imageUsers(),
                DEMO.isDelivered(),
                DEMO.pipelineAccount()));

    assertThat(lines.stream().mapToDouble(MonthlyCost.Line::usd).sum()).isBetween(20.0, 50.0);
    assertThat(lines)
        .extracting(MonthlyCost.Line::what)
        .contains(
            "1 × public load balancer",
            "1 × task of backend (fargate-spot)",
            "1 × public address of frontend");
  }

  @Test
  void countedEndpointsAreThoseOfTheTemplate() throws IOException {
    Checkout checkout =
        Checkout.in(root)
            .with(
                List.of(
                    new Checkout.Change(
                        "infra/config/full.yaml", "egress: nat-gateway", "egress: endpoints"),
                    new Checkout.Change(
                        "shop-service/service.yaml", "tracePercent: 5", "tracePercent: 0")));

    assertThat(Synth.of(checkout.root(), "full").resources("platform", "AWS::EC2::VPCEndpoint"))
        .filteredOn(
            endpoint -> endpoint.at("/Properties/VpcEndpointType").asText().equals("Interface"))
        .hasSize(MonthlyCost.INTERFACE_ENDPOINTS);
  }

  @Test
  void endpointsCostMoreThanAGateway() {
    assertThat(usd(Egress.ENDPOINTS)).isGreaterThan(usd(Egress.NAT_GATEWAY));
    assertThat(usd(Egress.NAT_INSTANCE)).isLessThan(usd(Egress.NAT_GATEWAY_SINGLE));
    assertThat(usd(Egress.PUBLIC_IP)).isZero();
  }

  private static double usd(Egress egress) {
    return MonthlyCost.egress(egress, 2).stream().mapToDouble(MonthlyCost.Line::usd).sum();
  }

  @Test
  void rolloutIsTheSumOfWhatSettingsDemand() {
    Rollout rollout = Rollout.of(DEMO, DEMO.service("frontend"));

    assertThat(rollout.parts())
        .containsExactly(
            new Rollout.Part("check of the container", 5),
            new Rollout.Part("checks of the load balancer", 10),
            new Rollout.Part("old tasks drain", 10));
    assertThat(rollout.seconds()).isEqualTo(25);
  }

  @Test
  void canaryTakesItsStepAndItsBakeTime() throws IOException {
    EnvironmentConfig full = ConfigLoader.load(Checkout.in(root).root(), "full");

    assertThat(Rollout.of(full, full.service("shop")).parts())
        .contains(new Rollout.Part("first step", 180), new Rollout.Part("bake time", 240));
  }

  @Test
  void exchangeWithoutRoomGoesInBatches() {
    EnvironmentConfig full =
        Synth.full(
                root,
                List.of(
                    new Checkout.Change(
                        "stock-service/service.yaml", "count: { min: 2 }", "count: { min: 4 }"),
                    new Checkout.Change(
                        "stock-service/service.yaml",
                        "{ minHealthyPercent: 50, maxPercent: 150 }",
                        "{ minHealthyPercent: 100, maxPercent: 125 }")))
            .environment();

    // Four tasks, of which none may be missing and one may be too many.
    assertThat(Rollout.of(full, full.service("stock")).parts().getFirst())
        .isEqualTo(new Rollout.Part("4 × check of the container", 20));
  }

  @Test
  void countedAlarmsAreThoseOfTheTemplates() {
    for (String stage : List.of("staging", "prod")) {
      Synth synth = Synth.of(stage);
      long metrics =
          synth.templates().keySet().stream()
              .flatMap(stack -> synth.resources(stack, "AWS::CloudWatch::Alarm").stream())
              .mapToLong(PlanTest::metrics)
              .sum();
      long composites =
          synth.templates().keySet().stream()
              .mapToLong(stack -> synth.resources(stack, "AWS::CloudWatch::CompositeAlarm").size())
              .sum();

      assertThat(MonthlyCost.of(synth.environment()))
          .extracting(MonthlyCost.Line::what)
          .contains(metrics + " × metric of alarms", composites + " × alarm over others");
    }
    for (ServiceConfig service : Synth.full().environment().services()) {
      assertThat(MonthlyCost.alarmMetrics(service))
          .as(service.name())
          .isEqualTo(
              Synth.full().resources(service.name(), "AWS::CloudWatch::Alarm").stream()
                  .mapToLong(PlanTest::metrics)
                  .sum());
    }
  }

  /** By which an alarm is charged. */
  private static long metrics(JsonNode alarm) {
    JsonNode queries = alarm.at("/Properties/Metrics");
    return queries.isMissingNode()
        ? 1
        : queries.valueStream().filter(query -> query.has("MetricStat")).count();
  }

  @Test
  void countedOwnMetricsAreThoseOfTheContract() throws IOException {
    JsonNode contract = new ObjectMapper().readTree(Path.of("../contracts/metrics.json").toFile());
    for (String service : List.of("backend", "frontend")) {
      assertThat(
              contract
                  .valueStream()
                  .filter(metric -> metric.get("services").toString().contains(service)))
          .hasSize(MonthlyCost.OWN_METRICS);
    }
  }

  @Test
  void planNamesEveryServiceItsCostAndItsSource() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    new Plan(DEMO).print(new PrintStream(out, true, UTF_8));

    assertThat(out.toString(UTF_8))
        .contains("items-demo in eu-central-1, 2 zones", "backend", "frontend")
        .contains("a new version takes at least 25 s")
        .containsPattern("Of it [0-9]+\\.[0-9]{2} USD for logs, metrics, alarms and dashboards")
        .contains("approximate", "us-east-1")
        .contains("the site speaks HTTP only")
        .contains("Egress is public-ip");
  }
}
