package org.acme.items.system.signals;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.acme.items.dev.LocalSystem;
import org.acme.items.system.SystemUnderTest;
import org.acme.items.system.signals.OtlpReceiver.ReceivedSpan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request is followed from the page to the table: by spans, by logs, by the id on the page. */
class TraceIT {
  private static final Pattern ID = Pattern.compile("<dt>Request</dt><dd><code>([0-9a-f]{32})<");
  private static final String SECRET = "1234-secret-of-a-person";

  @TempDir private static Path state;
  private static final int ATTEMPTS = 4;
  private static final Set<String> VIEWS = new HashSet<>();
  private static final OtlpReceiver RECEIVER = new OtlpReceiver();

  @SuppressWarnings("NullAway.Init") // before the first test
  private static LocalSystem system;

  @BeforeAll
  static void start() {
    system =
        SystemUnderTest.create(
            state,
            Map.of(
                "LOG_JSON", "true",
                "OTEL_TRACES_SAMPLER_ARG", "1",
                "OTEL_EXPORTER_OTLP_ENDPOINT", RECEIVER.endpoint()));
    system.start();
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
    // The first views take longer, and also read the key of the page tokens.
    String last = "";
    for (int i = 0; i < 5; i++) {
      last = view();
    }
    String warm = last;
    RECEIVER.await("the span of the last view", spans -> isThere(spans, warm, "backend", "SERVER"));
  }

  @AfterAll
  static void stop() {
    system.close();
    RECEIVER.close();
  }

  @Test
  void viewOfThePageIsOneTraceFromThePageToTheTable() throws IOException {
    int before = RECEIVER.spans().size();

    String id = completeView();

    // What comes late from the views before is not of this one.
    List<ReceivedSpan> trace =
        RECEIVER.spans().subList(before, RECEIVER.spans().size()).stream()
            .filter(span -> span.traceId().equals(id) || !VIEWS.contains(span.traceId()))
            .toList();
    assertThat(trace).extracting(ReceivedSpan::traceId).containsOnly(id);
    ReceivedSpan page = one(trace, "frontend", "SERVER");
    // One each, or more where an attempt was repeated.
    List<ReceivedSpan> calls = all(trace, "frontend", "CLIENT");
    List<ReceivedSpan> answers = all(trace, "backend", "SERVER");
    assertThat(page.name()).isEqualTo("GET /");
    assertThat(page.parent()).isEmpty();
    assertThat(calls).extracting(ReceivedSpan::parent).containsOnly(page.id());
    assertThat(answers).extracting(ReceivedSpan::name).containsOnly("GET /items");
    assertThat(answers).extracting(ReceivedSpan::parent).isSubsetOf(ids(calls));
    assertThat(all(trace, "backend", "CLIENT"))
        .allSatisfy(span -> assertThat(span.parent()).isIn(ids(answers)))
        .extracting(ReceivedSpan::name)
        .contains("DynamoDb.Query", "DynamoDb.BatchGetItem");
    assertThat(log("frontend")).contains("\"traceId\":\"" + id);
    assertThat(log("backend")).contains("\"traceId\":\"" + id);
  }

  @Test
  void spansTellNothingThatAPersonSent() {
    String id =
        idOn(
            given()
                .header("User-Agent", SECRET)
                .header("Cookie", SECRET)
                .get(system.url("frontend") + "/?pageToken=" + SECRET)
                .asString());

    RECEIVER.await(
        "the page's span",
        spans ->
            isThere(spans, id, "frontend", "SERVER") && isThere(spans, id, "backend", "SERVER"));

    assertThat(RECEIVER.spans())
        .filteredOn(span -> span.traceId().equals(id))
        .isNotEmpty()
        .allSatisfy(span -> {
          assertThat(span.attributes().values()).noneMatch(value -> value.contains(SECRET));
          assertThat(span.attributes().getOrDefault("client.address", "")).isEmpty();
        });
  }

  /** The tables of {@code docs/observability.md}, row by row; of spans, there are no others. */
  @Test
  void signalsAreThoseOfTheDocumentation() throws IOException {
    String id = completeView();

    for (Row metric : rows("Metric")) {
      assertThat(given().get(system.url(metric.service) + "/q/metrics").asString())
          .containsPattern("(?m)^" + metric.name + "(_count)?[ {]");
    }
    assertThat(
            RECEIVER.spans().stream()
                .filter(span -> span.traceId().equals(id))
                .map(span -> new Row(span.service(), span.name(), span.kind()))
                .collect(toSet()))
        .isEqualTo(Set.copyOf(rows("Span")));
    for (Row field : rows("Field")) {
      assertThat(log(field.service).lines().filter(line -> line.contains(id)))
          .isNotEmpty()
          .anyMatch(line -> line.contains("\"%s\":".formatted(field.name.replace("mdc.", ""))));
    }
  }

  private record Row(String service, String name, String last) {}

  private static List<Row> rows(String table) throws IOException {
    String document = Files.readString(Path.of("../docs/observability.md"));
    String text =
        document.substring(document.indexOf("<!-- signals"), document.indexOf("<!-- end"));
    List<Row> rows =
        text.substring(text.indexOf("| Service | " + table))
            .split("\n\n", 2)[0]
            .lines()
            .skip(2)
            .map(line -> line.split(" *\\| *"))
            .map(cells -> new Row(cells[1], cells[2].replace("`", ""), cells[3]))
            .toList();
    assertThat(rows).as(table).hasSizeGreaterThan(4);
    return rows;
  }

  private static String view() {
    String id = idOn(given().get(system.url("frontend") + "/").asString());
    VIEWS.add(id);
    return id;
  }

  /**
   * One whose trace is all there. Spans are sent once, so a machine that is busy at the wrong
   * moment loses some, or the page does without the list.
   */
  private static String completeView() {
    for (int attempt = 1; true; attempt++) {
      String id = view();
      try {
        Waiting.until(
            "all of the trace came",
            Duration.ofSeconds(20),
            () -> isComplete(RECEIVER.spans(), id));
        return id;
      } catch (AssertionError e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Down to the last call of the table, whichever attempt made it. */
  private static boolean isComplete(List<ReceivedSpan> spans, String id) {
    List<ReceivedSpan> trace = spans.stream().filter(span -> span.traceId().equals(id)).toList();
    return isThere(trace, id, "frontend", "SERVER")
        && trace.stream()
            .filter(span -> span.name().equals("DynamoDb.BatchGetItem"))
            .anyMatch(last -> ids(trace).contains(last.parent()));
  }

  private static boolean isThere(List<ReceivedSpan> spans, String id, String service, String kind) {
    return spans.stream()
        .anyMatch(span ->
            span.traceId().equals(id)
                && span.service().equals(service)
                && span.kind().equals(kind));
  }

  private static ReceivedSpan one(List<ReceivedSpan> spans, String service, String kind) {
    List<ReceivedSpan> found = all(spans, service, kind);
    assertThat(found).as("%s %s of %s".formatted(service, kind, spans)).hasSize(1);
    return found.getFirst();
  }

  private static List<ReceivedSpan> all(List<ReceivedSpan> spans, String service, String kind) {
    List<ReceivedSpan> found =
        spans.stream()
            .filter(span -> span.service().equals(service) && span.kind().equals(kind))
            .toList();
    assertThat(found).as("%s %s of %s".formatted(service, kind, spans)).isNotEmpty();
    return found;
  }

  private static List<String> ids(List<ReceivedSpan> spans) {
    return spans.stream().map(ReceivedSpan::id).toList();
  }

  static String idOn(String page) {
    Matcher id = ID.matcher(page);
    assertThat(id.find()).as("an id on %s", page).isTrue();
    return id.group(1);
  }

  private static String log(String service) throws IOException {
    return Files.readString(state.resolve("logs/" + service + ".log"));
  }
}
