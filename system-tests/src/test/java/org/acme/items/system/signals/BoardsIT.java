package org.acme.items.system.signals;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.acme.items.dev.LocalSystem;
import org.acme.items.system.SystemUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the boards of Grafana ask for is there: in the services, and through a real Prometheus. */
class BoardsIT {
  private static final Path FOLDER = Path.of("../observability");
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final List<String> JOBS = List.of("frontend", "backend");

  /** Names of metrics are the words with an underscore that are neither labels nor functions. */
  private static final Pattern METRIC = Pattern.compile("\\b([a-z]+_[a-z_]+)\\b(?!\\s*\\()");

  @TempDir private static Path state;

  @SuppressWarnings("NullAway.Init") // before the first test
  private static LocalSystem system;

  @BeforeAll
  static void start() {
    system = SystemUnderTest.create(state);
    system.start();
    useEverything();
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  private static void useEverything() {
    given()
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "name",
                "Oolong tea",
                "price",
                Map.of("amount", "12.50", "currency", "EUR"),
                "quantity",
                1))
        .post(system.url("backend") + "/items")
        .then()
        .statusCode(201);
    given().get(system.url("frontend") + "/").then().statusCode(200);
  }

  @Test
  void everyMetricOfEveryBoardIsExportedByAService() throws IOException {
    Set<String> asked = new TreeSet<>();
    for (String expression : expressions()) {
      METRIC
          .matcher(expression.replaceAll("\"[^\"]*\"|\\$__rate_interval", ""))
          .results()
          .map(MatchResult::group)
          .forEach(asked::add);
    }

    assertThat(asked).contains("http_server_requests_seconds_bucket").hasSizeGreaterThan(15);
    String exported =
        JOBS.stream()
            .map(job -> given().get(system.url(job) + "/q/metrics").asString())
            .reduce("", String::concat);
    assertThat(asked)
        .allSatisfy(metric -> assertThat(exported).containsPattern("(?m)^" + metric + "[ {]"));
  }

  @Test
  void exemplarsLeadFromALatencyToItsTrace() {
    try (OtlpReceiver receiver = new OtlpReceiver();
        LocalSystem traced =
            SystemUnderTest.create(
                state.resolve("traced"),
                Map.of(
                    "OTEL_TRACES_SAMPLER_ARG",
                    "1",
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    receiver.endpoint()))) {
      traced.start();

      String id = TraceIT.idOn(given().get(traced.url("frontend") + "/").asString());

      for (String job : JOBS) {
        assertThat(given().get(traced.url(job) + "/q/metrics").asString())
            .containsPattern(
                "http_server_requests_seconds_bucket\\{.*# \\{span_id=\"[0-9a-f]{16}\",trace_id=\""
                    + id);
      }
    }
  }

  @Test
  void boardsAndTracesAreThoseThatGrafanaIsProvisionedWith() throws IOException {
    JsonNode sources =
        YAML.readTree(FOLDER.resolve("grafana/provisioning/datasources/items.yml").toFile())
            .get("datasources");
    List<String> uids = sources.findValuesAsText("uid");

    assertThat(uids).contains("metrics", "traces");
    assertThat(sources.findValuesAsText("datasourceUid")).isNotEmpty().allMatch(uids::contains);
    for (JsonNode board : boards()) {
      assertThat(board.findValues("datasource"))
          .isNotEmpty()
          .allMatch(source -> uids.contains(source.get("uid").asText()));
    }
    assertThat(boards()).extracting(board -> board.get("uid").asText()).doesNotHaveDuplicates();
    assertThat(
            YAML.readTree(FOLDER.resolve("grafana/provisioning/dashboards/items.yml").toFile())
                .at("/providers/0/options/path")
                .asText())
        .isEqualTo("/boards");
  }

  @Test
  void everyQueryOfEveryBoardIsAnsweredByPrometheus() throws Exception {
    requirePrometheus();
    int port = freePort();
    Path config = state.resolve("prometheus.yml");
    YAML.writeValue(config.toFile(), withTargetsHere());
    Process prometheus =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + state.resolve("prometheus"),
                "--enable-feature=exemplar-storage",
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(state.resolve("prometheus.log").toFile())
            .start();
    try {
      List<String> expressions = expressions();
      for (String expression : expressions) {
        Waiting.until(
            "data for " + expression,
            Duration.ofSeconds(90),
            () -> {
              useEverything();
              return hasData(port, expression);
            });
      }
      assertThat(expressions).hasSizeGreaterThan(20);
    } finally {
      prometheus.destroy();
      prometheus.waitFor();
    }
  }

  private static void requirePrometheus() {
    boolean there =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .map(folder -> Path.of(folder, "prometheus"))
            .anyMatch(Files::isExecutable);
    if (System.getenv("CI") != null) {
      assertThat(there).as("prometheus on the PATH").isTrue();
    }
    assumeTrue(there, "SKIPPED: needs Prometheus; apt-get install prometheus");
  }

  private static boolean hasData(int port, String expression) {
    try {
      JsonNode answer =
          YAML.readTree(
              given()
                  .queryParam("query", expression)
                  .get("http://127.0.0.1:%d/api/v1/query".formatted(port))
                  .asString());
      assertThat(answer.path("error").asText()).as(expression).isEmpty();
      JsonNode result = answer.at("/data/result");
      return !result.isEmpty() && !result.at("/0/value/1").asText().equals("NaN");
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof ConnectException) {
        return false;
      }
      throw e;
    }
  }

  /** The configuration of compose, but scraped more often and from the processes of this test. */
  private static JsonNode withTargetsHere() throws IOException {
    ObjectNode config = (ObjectNode) YAML.readTree(FOLDER.resolve("prometheus.yml").toFile());
    config.withObject("/global").put("scrape_interval", "1s");
    for (JsonNode job : config.get("scrape_configs")) {
      String name = job.get("job_name").asText();
      ((ObjectNode) job).remove("dns_sd_configs");
      ((ObjectNode) job)
          .putArray("static_configs")
          .addObject()
          .putArray("targets")
          .add(URI.create(system.url(name)).getAuthority());
    }
    return config;
  }

  private static List<JsonNode> boards() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve("grafana/boards"))) {
      return files.sorted().map(BoardsIT::json).toList();
    }
  }

  private static JsonNode json(Path file) {
    try {
      return YAML.readTree(file.toFile());
    } catch (IOException e) {
      throw new AssertionError(file + " cannot be read", e);
    }
  }

  /** For both services where a board lets people choose one. */
  private static List<String> expressions() throws IOException {
    return boards().stream()
        .flatMap(board -> board.findValuesAsText("expr").stream())
        .map(expression -> expression.replace("$__rate_interval", "30s"))
        .flatMap(expression -> JOBS.stream().map(job -> expression.replace("$service", job)))
        .distinct()
        .toList();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
