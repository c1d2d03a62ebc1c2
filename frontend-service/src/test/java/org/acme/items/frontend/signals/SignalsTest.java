package org.acme.items.frontend.signals;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.acme.items.frontend.BackendStub.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.acme.items.frontend.BackendStub;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page's service tells about itself, with a backend that knows no item. */
@QuarkusTest
@WithTestResource(BackendStub.class)
class SignalsTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String ROOT = "1-67891233-abcdef012345678912345678";

  private final HttpClient http = HttpClient.newHttpClient();
  private final WireMock backend = BackendStub.connect();
  private final MinuteMetrics metrics;

  SignalsTest(MinuteMetrics metrics) {
    this.metrics = metrics;
  }

  @BeforeEach
  void nothingIsThere() {
    backend.resetRequests();
    backend.register(
        any(urlPathMatching("/items/.*")).willReturn(answer(404, "problem-not-found.json")));
  }

  @Test
  void idsAndUnknownPathsAddNoSeries() {
    ask(0);
    Set<String> before = series();

    IntStream.range(1, 1000).parallel().forEach(this::ask);

    assertThat(series()).isEqualTo(before);
    assertThat(before)
        .anyMatch(name -> name.startsWith("http_client_requests") && name.contains("/items/{id}"));
  }

  private void ask(int i) {
    assertThat(get("/items/019aa0f6-5a3c-7b21-9c4e-%012x".formatted(i))).isEqualTo(404);
    assertThat(get("/unknown-" + i + "/of-many")).isEqualTo(404);
  }

  private int get(String path) {
    try {
      URI uri = URI.create("http://127.0.0.1:%d%s".formatted(RestAssured.port, path));
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Those of requests and calls, without their values. */
  private static Set<String> series() {
    return given()
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line ->
            line.matches("(http_server_requests|http_client_requests|backend|ft)_.*")
                && !line.contains("clientName=\"health\""))
        .map(line -> line.replaceFirst(" # .*", "").replaceFirst(" [^ ]+$", ""))
        .collect(toSet());
  }

  @Test
  void metricsAreThoseOfTheContract() throws IOException {
    given().get("/items/some-id").then().statusCode(404);

    JsonNode line = new ObjectMapper().readTree(metrics.line());

    Map<String, String> written =
        StreamSupport.stream(line.at("/_aws/CloudWatchMetrics/0/Metrics").spliterator(), false)
            .collect(toMap(m -> m.get("Name").asText(), m -> m.get("Unit").asText()));
    assertThat(written).isEqualTo(agreed());
    assertThat(written.keySet()).allMatch(line::has);
    assertThat(line.get("service").asText()).isEqualTo("frontend");
    assertThat(line.get("task").asText()).isEqualTo("frontend-3");
  }

  private static Map<String, String> agreed() throws IOException {
    JsonNode list =
        new ObjectMapper().readTree(Files.readString(Path.of("../contracts/metrics.json")));
    return StreamSupport.stream(list.spliterator(), false)
        .filter(metric -> metric.get("services").toString().contains("\"frontend\""))
        .collect(toMap(m -> m.get("name").asText(), m -> m.get("unit").asText()));
  }

  @Test
  void filesAndHealthAreNotCountedAsRequests() throws IOException {
    metrics.line();
    given().get("/items.css").then().statusCode(200);
    given().get("/q/health/ready");
    given().get("/unknown").then().statusCode(404);

    JsonNode line = new ObjectMapper().readTree(metrics.line());

    assertThat(line.get("http.server.requests").asInt()).isEqualTo(1);
  }

  @Test
  void strangersDecideNeitherTheTraceNorWhetherItLeaves() {
    given()
        .header("traceparent", "00-%s-00f067aa0ba902b7-01".formatted(TRACE))
        .header("tracestate", "evil=1")
        .header("baggage", "user=mallory")
        .header("X-Amzn-Trace-Id", "Root=" + ROOT)
        .get("/items/some-id")
        .then()
        .statusCode(404);

    List<LoggedRequest> sent = backend.find(getRequestedFor(urlPathMatching("/items/some-id")));
    assertThat(sent)
        .singleElement()
        .satisfies(call -> {
          assertThat(call.getHeader("traceparent"))
              .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00")
              .doesNotContain(TRACE);
          assertThat(call.containsHeader("tracestate")).isFalse();
          assertThat(call.containsHeader("baggage")).isFalse();
          assertThat(call.getHeader("X-Amzn-Trace-Id")).isEqualTo("Root=" + ROOT);
        });
  }

  @Test
  void eachAttemptIsASpanOfItsOwnInTheSameTrace() {
    backend.register(any(urlPathMatching("/items/.*")).willReturn(answer(409)));

    given().get("/items/some-id");

    List<String> parents =
        backend.find(getRequestedFor(urlPathMatching("/items/some-id"))).stream()
            .map(call -> call.getHeader("traceparent"))
            .toList();
    assertThat(parents).hasSizeGreaterThan(1).doesNotHaveDuplicates();
    assertThat(parents.stream().map(parent -> parent.split("-", -1)[1]).distinct()).hasSize(1);
  }

  @Test
  void circuitsAreCountedByStateAndNotByAddress() {
    given().get("/items/some-id");

    assertThat(series())
        .filteredOn(name -> name.startsWith("backend_circuits"))
        .containsExactlyInAnyOrder(
            "backend_circuits{state=\"closed\"}",
            "backend_circuits{state=\"half_open\"}",
            "backend_circuits{state=\"open\"}");
  }
}
