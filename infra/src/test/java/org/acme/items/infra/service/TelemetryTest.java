package org.acme.items.infra.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.acme.items.infra.Synth;
import org.junit.jupiter.api.Test;

class TelemetryTest {
  @Test
  void serviceThatCountsItselfKnowsWhereAndAboveWhat() {
    assertThat(Synth.of("prod").variables("backend"))
        .containsEntry("METRICS_NAMESPACE", "items")
        .containsEntry("STAGE", "prod")
        .containsEntry("SLO_LATENCY_MS", "300");
    assertThat(Synth.of("prod").variables("frontend")).doesNotContainKey("METRICS_NAMESPACE");
  }

  @Test
  void collectorIsConfinedAndCannotStopItsService() {
    JsonNode containers =
        Synth.full().properties("shop", "AWS::ECS::TaskDefinition").get("ContainerDefinitions");
    JsonNode service = containers.get(0);
    JsonNode collector = containers.get(1);

    assertThat(containers).hasSize(2);
    assertThat(service.get("Name").asText()).isEqualTo("app");
    assertThat(Synth.full().variables("shop"))
        .containsEntry("OTEL_TRACES_SAMPLER_ARG", "0.05")
        .containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318");
    assertThat(collector.get("Essential").asBoolean()).isFalse();
    assertThat(collector.get("Image").asText()).matches("public\\.ecr\\.aws/.+:v[0-9.]+");
    assertThat(collector.get("User").asText()).isEqualTo("10001:10001");
    assertThat(collector.get("ReadonlyRootFilesystem").asBoolean()).isTrue();
    assertThat(collector.at("/LinuxParameters/Capabilities/Drop/0").asText()).isEqualTo("ALL");
    assertThat(collector.has("PortMappings")).isFalse();
    assertThat(collector.at("/Environment/0/Value").asText())
        .contains("endpoint: 127.0.0.1:4318", "limit_mib: 96");
    assertThat(service.get("Memory").asInt() + collector.get("Memory").asInt()).isEqualTo(1024);
  }

  @Test
  void onlyWhoTracesMaySendTraces() {
    assertThat(Synth.full().template("shop").toString()).contains("xray:PutTraceSegments");
    assertThat(Synth.of("prod").template("backend").toString()).doesNotContain("xray:");
    assertThat(
            Synth.of("prod")
                .properties("backend", "AWS::ECS::TaskDefinition")
                .get("ContainerDefinitions"))
        .hasSize(1);
  }
}
