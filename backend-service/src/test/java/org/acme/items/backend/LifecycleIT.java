package org.acme.items.backend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The packaged application as a process: how it starts, reports itself, and ends. */
class LifecycleIT {
  private static final String ITEM = "/items/019aa0f6-5a3c-7b21-9c4e-3f0d8a6b7c15";
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final StubDynamoDb dynamoDb = new StubDynamoDb();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final int port = DynamoDbLocal.freePort();
  private Path log;

  @SuppressWarnings("NullAway.Init") // every test launches it first
  private Process backend;

  @BeforeEach
  void nameLog(TestInfo test) {
    log = Path.of("target", test.getTestMethod().orElseThrow().getName() + ".log");
  }

  @AfterEach
  void stop() {
    backend.destroyForcibly();
    dynamoDb.close();
  }

  @Test
  void requestUnderWayFinishesWhileTheServiceReportsItselfNotReady() throws Exception {
    start(
        Map.of(
            "SHUTDOWN_DELAY",
            "PT3S",
            "QUARKUS_DYNAMODB_API_CALL_ATTEMPT_TIMEOUT",
            "30s",
            "QUARKUS_DYNAMODB_API_CALL_TIMEOUT",
            "30s",
            "QUARKUS_DYNAMODB_SYNC_CLIENT_SOCKET_TIMEOUT",
            "30s"));
    await("/q/health/ready", 200);
    CompletableFuture<HttpResponse<String>> underWay =
        http.sendAsync(request(ITEM), BodyHandlers.ofString());
    assertThat(dynamoDb.awaitRead()).isTrue();

    backend.destroy();

    await("/q/health/ready", 503);
    assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
    dynamoDb.release();
    assertThat(underWay.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(404);
    assertThat(backend.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(backend.exitValue()).as("ended by SIGTERM").isEqualTo(143);
  }

  @Test
  void missingTableIsTheReasonNotToBeReady() throws Exception {
    dynamoDb.set(StubDynamoDb.Mode.WITHOUT_TABLE);
    start(Map.of());
    await("/q/health/started", 200);

    HttpResponse<String> ready = get("/q/health/ready");

    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).contains("items", "MISSING").doesNotContain("Exception");
    assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
    assertThat(Files.readString(log)).contains("table not usable name=items state=MISSING");
    dynamoDb.set(StubDynamoDb.Mode.WORKING);
    await("/q/health/ready", 200);
  }

  @Test
  void throttlingIsUnavailableWithTheTimeToWait() throws Exception {
    start(Map.of());
    await("/q/health/ready", 200);
    dynamoDb.set(StubDynamoDb.Mode.THROTTLING);

    HttpResponse<String> answer = get(ITEM);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(answer.body()).contains("urn:problem:items:unavailable");
  }

  @Test
  void tableThatDoesNotAnswerIsUnavailable() throws Exception {
    start(Map.of());
    await("/q/health/ready", 200);

    HttpResponse<String> answer = get(ITEM);

    assertThat(answer.statusCode()).isEqualTo(503);
    dynamoDb.release();
  }

  @Test
  void tableThatDoesNotAnswerIsGivenUpWhenTheCallersTimeIsOver() throws Exception {
    start(Map.of());
    await("/q/health/ready", 200);
    // The first request of a process takes longer.
    send(ITEM, "50");

    Instant begin = Instant.now();
    HttpResponse<String> answer = send(ITEM, "300");

    assertThat(Duration.between(begin, Instant.now()))
        .isBetween(Duration.ofMillis(250), Duration.ofMillis(1300));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("urn:problem:items:unavailable");
    dynamoDb.release();
  }

  @Test
  void timeThatIsOverIsToldWithoutAskingTheTable() throws Exception {
    start(Map.of());
    await("/q/health/ready", 200);

    HttpResponse<String> answer = send(ITEM, "0");

    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(answer.body()).contains("urn:problem:items:deadline-exceeded");
    assertThat(dynamoDb.calls("GetItem")).isZero();
  }

  @Test
  void taskOfEcsIsNamedInEveryAnswer() throws Exception {
    byte[] task =
        """
        {"TaskARN": "arn:aws:ecs:eu-central-1:111122223333:task/default/158d1c8083dd49d6b527399f",
         "AvailabilityZone": "eu-central-1b"}
        """
            .getBytes(UTF_8);
    HttpServer ecs =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ecs.createContext(
        "/v4/id/task",
        exchange -> {
          exchange.sendResponseHeaders(200, task.length);
          try (exchange) {
            exchange.getResponseBody().write(task);
          }
        });
    ecs.start();
    try {
      start(
          Map.of(
              "ECS_CONTAINER_METADATA_URI_V4",
              "http://127.0.0.1:%d/v4/id".formatted(ecs.getAddress().getPort())));
      await("/q/health/live", 200);
    } finally {
      ecs.stop(0);
    }

    HttpResponse<String> answer = get("/q/health/live");

    assertThat(answer.headers().firstValue("Service-Instance"))
        .contains("158d1c8083dd49d6b527399f");
    assertThat(answer.headers().firstValue("Service-Zone")).contains("eu-central-1b");
  }

  @Test
  void creatingTheTableIsRefusedWithoutAnEndpoint() throws Exception {
    launch(Map.of("ITEMS_TABLE_CREATE", "true"));

    assertThat(backend.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(backend.exitValue()).isEqualTo(1);
    assertThat(Files.readString(log)).contains("ITEMS_TABLE_CREATE is for laptops and tests");
  }

  @Test
  void logsAreLinesOfJson() throws Exception {
    start(Map.of());
    await("/q/health/ready", 200);
    dynamoDb.set(StubDynamoDb.Mode.THROTTLING);
    get(ITEM);
    backend.destroy();
    assertThat(backend.waitFor(30, TimeUnit.SECONDS)).isTrue();

    List<JsonNode> lines = Files.readAllLines(log).stream().map(LifecycleIT::json).toList();

    assertThat(lines).extracting(line -> line.path("level").asText()).doesNotContain("ERROR");
    assertThat(lines)
        .filteredOn(line -> line.path("message").asText().startsWith("table did not answer"))
        .singleElement()
        .satisfies(line -> assertThat(line.at("/mdc/traceId").asText()).matches("[0-9a-f]{32}"));
  }

  @Test
  void metricsAreWrittenWhenTheServiceStopsAndAreThoseOfTheContract() throws Exception {
    start(
        Map.of(
            "METRICS_NAMESPACE", "Items",
            "STAGE", "tested",
            "SERVICE_INSTANCE", "task-1",
            "QUARKUS_DYNAMODB_API_CALL_ATTEMPT_TIMEOUT", "20s",
            "QUARKUS_DYNAMODB_API_CALL_TIMEOUT", "20s"));
    await("/q/health/ready", 200);
    assertThat(get("/items/none").statusCode()).isEqualTo(404);
    assertThat(get("/unknown").statusCode()).isEqualTo(404);
    assertThat(post("/items").statusCode()).isEqualTo(201);
    dynamoDb.set(StubDynamoDb.Mode.THROTTLING);
    assertThat(get(ITEM).statusCode()).isEqualTo(503);
    backend.destroy();
    assertThat(backend.waitFor(30, TimeUnit.SECONDS)).isTrue();

    List<JsonNode> lines =
        Files.readAllLines(log).stream()
            .map(LifecycleIT::json)
            .filter(line -> line.has("_aws"))
            .toList();

    assertThat(lines.getLast().at("/_aws/CloudWatchMetrics/0/Namespace").asText())
        .isEqualTo("Items");
    assertThat(total(lines, "http.server.requests")).isEqualTo(4);
    assertThat(total(lines, "http.server.requests.failed")).isEqualTo(1);
    assertThat(total(lines, "items.created")).isEqualTo(1);
    assertThat(total(lines, "dynamodb.retries")).isPositive();
    assertThat(lines)
        .allSatisfy(line -> assertThat(line.path("task").asText()).isEqualTo("task-1"))
        .anySatisfy(line -> assertThat(metrics(line)).isEqualTo(agreedMetrics()));
  }

  @Test
  void withoutANamespaceNoMetricsAreWritten() throws Exception {
    start(Map.of());
    await("/q/health/ready", 200);
    get("/items/none");
    backend.destroy();
    assertThat(backend.waitFor(30, TimeUnit.SECONDS)).isTrue();

    assertThat(Files.readString(log)).doesNotContain("_aws");
  }

  @Test
  void requestsWorthALineAreLoggedByTheirRoute() throws Exception {
    start(Map.of("SLO_LATENCY_MS", "60000"));
    await("/q/health/ready", 200);
    get("/items/none?secret=1");
    post("/items?secret=1");
    dynamoDb.set(StubDynamoDb.Mode.THROTTLING);
    String root = "1-67891233-abcdef012345678912345678";
    http.send(
        HttpRequest.newBuilder(request(ITEM), (_, _) -> true)
            .header("X-Amzn-Trace-Id", "Self=1-0-0;Root=" + root)
            .build(),
        BodyHandlers.discarding());
    backend.destroy();
    assertThat(backend.waitFor(30, TimeUnit.SECONDS)).isTrue();

    List<JsonNode> lines =
        Files.readAllLines(log).stream()
            .map(LifecycleIT::json)
            .filter(line -> line.path("message").asText().startsWith("request answered"))
            .toList();

    assertThat(lines)
        .extracting(line -> line.path("message").asText().replaceFirst(" ms=\\d+$", ""))
        .containsExactly(
            "request answered method=POST route=/items status=201",
            "request answered method=GET route=/items/{id} status=503");
    assertThat(lines)
        .allSatisfy(line -> {
          assertThat(line.at("/mdc/traceId").asText()).matches("[0-9a-f]{32}");
          assertThat(line.at("/mdc/spanId").asText()).matches("[0-9a-f]{16}");
          assertThat(line.at("/mdc/sampled").asText()).isEqualTo("false");
        });
    assertThat(lines.getLast().at("/mdc/requestId").asText()).isEqualTo(root);
  }

  @Test
  void slowRequestsAreLogged() throws Exception {
    start(Map.of("SLO_LATENCY_MS", "1"));
    await("/q/health/ready", 200);
    get("/items/none");
    backend.destroy();
    assertThat(backend.waitFor(30, TimeUnit.SECONDS)).isTrue();

    assertThat(Files.readString(log))
        .contains("request answered method=GET route=/items/{id} status=404");
  }

  private static long total(List<JsonNode> lines, String metric) {
    return lines.stream().mapToLong(line -> line.path(metric).asLong()).sum();
  }

  /** Name and unit. */
  private static Map<String, String> metrics(JsonNode line) {
    Map<String, String> metrics = new HashMap<>();
    for (JsonNode metric : line.at("/_aws/CloudWatchMetrics/0/Metrics")) {
      assertThat(line.has(metric.get("Name").asText())).isTrue();
      metrics.put(metric.get("Name").asText(), metric.get("Unit").asText());
    }
    return metrics;
  }

  private static Map<String, String> agreedMetrics() throws IOException {
    Map<String, String> metrics = new HashMap<>();
    for (JsonNode metric : json(Files.readString(Path.of("../contracts/metrics.json")))) {
      if (metric.get("services").toString().contains("\"backend\"")) {
        metrics.put(metric.get("name").asText(), metric.get("unit").asText());
      }
    }
    return metrics;
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new AssertionError("not a line of JSON: " + line, e);
    }
  }

  private void start(Map<String, String> environment) throws IOException {
    var all = new HashMap<>(environment);
    all.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint());
    all.putIfAbsent("SHUTDOWN_DELAY", "PT0S");
    launch(all);
  }

  private void launch(Map<String, String> environment) throws IOException {
    ProcessBuilder command =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-jar",
                "target/quarkus-app/quarkus-run.jar")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    command
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("AWS_") || name.startsWith("SERVICE_"));
    command.environment().putAll(environment);
    command
        .environment()
        .putAll(
            Map.of(
                "QUARKUS_HTTP_PORT", Integer.toString(port),
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test"));
    backend = command.start();
  }

  private void await(String path, int status) throws InterruptedException {
    Instant deadline = Instant.now().plus(DEADLINE);
    while (Instant.now().isBefore(deadline)) {
      try {
        if (get(path).statusCode() == status) {
          return;
        }
      } catch (IOException e) {
        // Not listening yet.
      }
      if (backend.waitFor(50, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    throw new AssertionError("%s was never %d; see %s".formatted(path, status, log));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(request(path), (_, _) -> true)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Requests.newItem("a", 1)))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> send(String path, String timeoutMs)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(request(path), (_, _) -> true)
            .header("Request-Timeout-Ms", timeoutMs)
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(30))
        .build();
  }
}
