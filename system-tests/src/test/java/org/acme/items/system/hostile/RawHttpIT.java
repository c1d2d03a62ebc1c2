package org.acme.items.system.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.acme.items.system.discovery.Fleet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bytes that no HTTP client sends, on plain sockets. After each test both services live, are ready,
 * have not grown, and take nothing of it for a failure of their own.
 */
@DisabledIfSystemProperty(
    named = "target",
    matches = ".+",
    disabledReason = "needs time-outs of its own")
class RawHttpIT {
  private static final String ADDRESS = "127.0.0.42";

  /** Instead of 75 s and 10 s. */
  private static final Duration IDLE = Duration.ofSeconds(2);

  private static final Duration BODY = Duration.ofSeconds(3);

  /** For a busy machine. */
  private static final Duration SLACK = Duration.ofSeconds(3);

  /** The heap may have 192 MiB; the rest is code, threads and buffers. */
  private static final long MOST_MEMORY_MIB = 420;

  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/\\d\\.\\d+ (\\d{3})");

  private static final String FORM =
      "Content-Type: application/x-www-form-urlencoded\r\nOrigin: http://localhost\r\n";

  private static Fleet fleet = new Fleet(Path.of("target"), Map.of());

  enum Service {
    BACKEND("backend-" + ADDRESS, "Content-Type: application/json\r\n"),
    FRONTEND("frontend", FORM);

    private final String process;

    /** What its own clients send with a body. */
    private final String headers;

    Service(String process, String headers) {
      this.process = process;
      this.headers = headers;
    }

    URI uri() {
      return this == BACKEND ? fleet.api(ADDRESS) : fleet.page();
    }

    String post(String path, String more) {
      return "POST %s HTTP/1.1\r\nHost: localhost\r\n%s%s\r\n".formatted(path, headers, more);
    }
  }

  @BeforeAll
  static void start() throws IOException {
    fleet =
        new Fleet(
            Files.createDirectories(Path.of("target", "raw-http")),
            Map.of(
                "REQUESTS_PER_SECOND", "1000000",
                "QUARKUS_HTTP_IDLE_TIMEOUT", IDLE.toString(),
                "LIMITS_BODY_TIMEOUT", BODY.toString()));
    fleet.start(List.of(ADDRESS));
  }

  @AfterAll
  static void stop() {
    fleet.close();
  }

  @AfterEach
  void bothServicesAreAsBefore() throws IOException {
    for (Service service : Service.values()) {
      try (RawConnection honest = new RawConnection(service.uri())) {
        Answer ready = honest.ask(RawRequest.of("GET", "/q/health/ready"));
        assertThat(ready.status()).as("%s: %s", service, ready).isEqualTo(200);
        assertThat(ready.took()).isLessThan(SLACK);
      }
      assertThat(memoryMiB(service)).as("MiB of %s", service).isLessThan(MOST_MEMORY_MIB);
      assertThat(Files.readAllLines(fleet.log(service.process)))
          .as("what %s takes for its own failures", service)
          .noneMatch(
              line -> line.contains(" ERROR request failed") || line.contains(" ERROR HTTP"));
    }
  }

  private static long memoryMiB(Service service) throws IOException {
    return Files.readAllLines(
                Path.of("/proc/%d/status".formatted(fleet.handle(service.process).pid())))
            .stream()
            .filter(line -> line.startsWith("VmRSS"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .sum()
        / 1024;
  }

  static Stream<Arguments> shapes() {
    return Arrays.stream(Service.values())
        .flatMap(service ->
            Shapes.all().entrySet().stream()
                .map(shape -> Arguments.of(service, shape.getKey(), shape.getValue())));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("shapes")
  void ambiguousRequestIsRefusedAndNothingBehindItIsAnswered(
      Service service, String name, String bytes) throws IOException {
    try (RawConnection connection = new RawConnection(service.uri())) {
      connection.sendQuietly(bytes);

      String answers = connection.untilClosed(IDLE.plus(SLACK));

      List<String> statuses =
          STATUS_LINE.matcher(answers).results().map(line -> line.group(1)).toList();
      assertThat(statuses).as(answers).hasSizeLessThanOrEqualTo(1).allMatch(s -> s.startsWith("4"));
    }
  }

  static Stream<Arguments> slowHeads() {
    return Arrays.stream(Service.values())
        .flatMap(service ->
            Stream.of(
                Arguments.of(service, "nothing", "", ""),
                Arguments.of(service, "half a head", "GET /items HTTP/1.1\r\nHos", ""),
                Arguments.of(
                    service, "a header now and then", "GET /items HTTP/1.1\r\n", "X: y\r\n")));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("slowHeads")
  void headThatDoesNotComeToItsEndEndsTheConnection(
      Service service, String name, String begin, String drop) throws IOException {
    assertEndsWithin(IDLE, service, begin, drop);
  }

  static Stream<Arguments> slowBodies() {
    return Arrays.stream(Service.values())
        .flatMap(service ->
            Stream.of("Content-Length: 9999\r\n", "Transfer-Encoding: chunked\r\n")
                .flatMap(framing -> {
                  String drop = framing.contains("chunked") ? "1\r\n \r\n" : " ";
                  return Stream.of(
                      Arguments.of(service, service.post("/items", framing), drop),
                      Arguments.of(service, service.post("/nothing", framing), drop),
                      Arguments.of(
                          service, service.post("/items", framing).replace("POST", "GET"), drop));
                }));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("slowBodies")
  void bodyThatDripsEndsTheConnection(Service service, String head, String drop)
      throws IOException {
    assertEndsWithin(BODY, service, head, drop);
  }

  private static void assertEndsWithin(Duration limit, Service service, String begin, String drop)
      throws IOException {
    try (RawConnection connection = new RawConnection(service.uri())) {
      long start = System.nanoTime();
      connection.send(begin);
      while (!connection.isClosedWithin(Duration.ofMillis(300))) {
        connection.sendQuietly(drop);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit.plus(SLACK));
      }
    }
  }

  static Stream<Arguments> endlessBodies() {
    return Arrays.stream(Service.values())
        .flatMap(
            service -> Stream.of("/items", "/nothing").map(path -> Arguments.of(service, path)));
  }

  /** With {@code quarkus.http.limits.max-body-size} out of the way, this is red. */
  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("endlessBodies")
  void endlessBodyIsCutOff(Service service, String path) throws IOException {
    String chunk = "10000\r\n" + "a".repeat(0x10000) + "\r\n";
    int sent = 0;
    try (RawConnection connection = new RawConnection(service.uri())) {
      connection.send(service.post(path, "Transfer-Encoding: chunked\r\n"));
      while (connection.sendQuietly(chunk) && sent < 24 << 20) {
        sent += chunk.length();
        LockSupport.parkNanos(Duration.ofMillis(2).toNanos()); // 30 MiB a second, as a fast client
      }
    }

    assertThat(sent >> 20).as("MiB that were taken of a body").isLessThan(16);
  }

  @ParameterizedTest
  @EnumSource
  void bodyThatIsAnnouncedTooLongIsRefusedAtOnce(Service service) throws IOException {
    try (RawConnection connection = new RawConnection(service.uri())) {
      connection.send(
          service.post("/items", "Expect: 100-continue\r\nContent-Length: 1048577\r\n"));

      assertThat(connection.read().status()).isEqualTo(413);
      assertThat(connection.isClosedWithin(SLACK)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void hundredsOfIdleConnectionsHinderNobodyAndAreEnded(Service service) throws IOException {
    List<RawConnection> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 400; i++) {
        idle.add(new RawConnection(service.uri()));
      }
      try (RawConnection honest = new RawConnection(service.uri())) {
        assertThat(honest.ask(RawRequest.of("GET", "/q/health/live")).took()).isLessThan(SLACK);
      }
      for (RawConnection connection : idle) {
        assertThat(connection.isClosedWithin(IDLE.plus(SLACK))).isTrue();
      }
    } finally {
      for (RawConnection connection : idle) {
        connection.close();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void pipelinedRequestsAreAnsweredInOrder(Service service) throws IOException {
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      requests.append(
          "GET %s HTTP/1.1\r\nHost: a\r\n\r\n".formatted(i % 2 == 0 ? "/q/health/live" : "/none"));
    }
    try (RawConnection connection = new RawConnection(service.uri())) {
      connection.send(requests.toString());

      for (int i = 0; i < 50; i++) {
        assertThat(connection.read().status()).isEqualTo(i % 2 == 0 ? 200 : 404);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void clientThatHasSaidEverythingIsAnsweredOrLeft(Service service) throws IOException {
    try (RawConnection connection = new RawConnection(service.uri())) {
      connection.send(RawRequest.of("GET", "/items").bytes());
      connection.shutdownOutput();

      assertThat(connection.isClosedWithin(IDLE.plus(SLACK))).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void bodiesAreNotUnpacked(Service service) throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      gzip.write("a=".getBytes(UTF_8));
      gzip.write(new byte[20 << 20]);
    }
    try (RawConnection connection = new RawConnection(service.uri())) {
      connection.send(
          service.post(
              "/items", "Content-Encoding: gzip\r\nContent-Length: %d\r\n".formatted(bomb.size())));
      connection.send(bomb.toByteArray());

      assertThat(connection.read().status()).isIn(400, 413, 415);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nobodySwitchesToAnotherProtocol(Service service) throws IOException {
    RawRequest request =
        RawRequest.of("GET", "/q/health/live")
            .with("Connection: Upgrade, HTTP2-Settings")
            .with("HTTP2-Settings: AAMAAABkAAQAAP__");
    for (String protocol : List.of("h2c", "websocket", "TLS/1.3")) {
      try (RawConnection connection = new RawConnection(service.uri())) {
        assertThat(connection.ask(request.with("Upgrade: " + protocol)).status()).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void jsonOfManyLevelsIsRefused(Service service) throws IOException {
    for (int levels : new int[] {39_000, 100_000}) {
      try (RawConnection connection = new RawConnection(service.uri())) {
        connection.send(service.post("/items", "Content-Length: %d\r\n".formatted(levels)));
        connection.send("[".repeat(levels).getBytes(ISO_8859_1));

        assertThat(connection.read().status()).isIn(400, 413);
      }
    }
  }
}
