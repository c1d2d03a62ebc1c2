package org.acme.items.system.signals;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.acme.items.dev.LocalSystem;
import org.acme.items.system.SystemUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Telemetry must not harm: it is silent when it is off, and nobody waits when it goes wrong. */
class ExportIT {
  /** Nothing can listen there. */
  private static final String CLOSED = "http://127.0.0.1:1";

  private static final List<String> SERVICES = List.of("frontend", "backend");

  @TempDir private Path state;

  @Test
  void withoutARatioNothingLeavesButIdsAreOnThePageAndInTheLogs() throws IOException {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      String id;
      try (LocalSystem system =
          system(
              Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint(), "SLO_LATENCY_MS", "1"))) {
        system.start();
        id = TraceIT.idOn(given().get(system.url("frontend") + "/").asString());
      }

      // Stopping sends what is left.
      assertThat(receiver.spans()).isEmpty();
      for (String service : SERVICES) {
        assertThat(log(service)).contains("\"traceId\":\"" + id).contains("\"sampled\":\"false\"");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void collectorThatDoesNotAnswerNeitherSlowsRequestsNorFillsLogs(boolean hangs)
      throws IOException {
    List<Duration> times = new ArrayList<>();
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      receiver.hang();
      try (LocalSystem system =
          system(
              Map.of(
                  "OTEL_EXPORTER_OTLP_ENDPOINT",
                  hangs ? receiver.endpoint() : CLOSED,
                  "OTEL_TRACES_SAMPLER_ARG",
                  "1"))) {
        system.start();
        given().get(system.url("frontend") + "/").then().statusCode(200);
        // For longer than the exporter waits, and than its pauses.
        Instant end = Instant.now().plusSeconds(20);
        while (Instant.now().isBefore(end)) {
          Instant begin = Instant.now();
          given().get(system.url("frontend") + "/").then().statusCode(200);
          times.add(Duration.between(begin, Instant.now()));
        }
      }
    }

    // The exporter waits 5 s.
    assertThat(times).hasSizeGreaterThan(20).allMatch(time -> time.toMillis() < 4500);
    for (String service : SERVICES) {
      assertThat(
              log(service)
                  .lines()
                  .filter(line -> line.contains("opentelemetry") && !line.contains("\"INFO\"")))
          .as(service)
          .hasSizeLessThan(10);
    }
  }

  private LocalSystem system(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(variables);
    all.put("LOG_JSON", "true");
    return SystemUnderTest.create(state, all);
  }

  private String log(String service) throws IOException {
    return Files.readString(state.resolve("logs/" + service + ".log"));
  }
}
