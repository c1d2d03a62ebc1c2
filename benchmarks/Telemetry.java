import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs one backend for each way to be observed, all at the same time, and measures them in turns: so what else the
 * machine does meets all of them. Each answers {@code GET /items/{id}} from a table that is a stand-in in this process,
 * as is the collector of the traces.
 */
final class Telemetry {
  private static final int CONNECTIONS = 4;

  /** Until the hot methods are compiled, which is a matter of calls and not of time. */
  private static final int WARM_UP = 20_000;

  /** What is compared, by the letter under which it is shown. */
  private static final Map<String, Map<String, String>> VARIANTS = new LinkedHashMap<>();

  static {
    VARIANTS.put("off", Map.of());
    VARIANTS.put("metrics lines, no traces (default)", Map.of("METRICS_NAMESPACE", "Items"));
    VARIANTS.put(
        "metrics lines, 5 % traces",
        Map.of("METRICS_NAMESPACE", "Items", "OTEL_TRACES_SAMPLER_ARG", "0.05"));
    VARIANTS.put(
        "metrics lines, all traces",
        Map.of("METRICS_NAMESPACE", "Items", "OTEL_TRACES_SAMPLER_ARG", "1"));
    VARIANTS.put(
        "all traces, and nothing takes them (compose without the profile)",
        Map.of(
            "OTEL_TRACES_SAMPLER_ARG", "1",
            "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1",
            "OTEL_EXPORTER_LOG_LEVEL", "OFF"));
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicReference<String> item = new AtomicReference<>("");
  private final AtomicInteger exports = new AtomicInteger();

  public static void main(String[] args) throws Exception {
    new Telemetry()
        .run(
            Path.of(args[0]),
            Duration.ofSeconds(Integer.parseInt(args[1])),
            Integer.parseInt(args[2]));
  }

  private void run(Path root, Duration each, int rounds) throws Exception {
    Path out = Files.createDirectories(root.resolve(".dev/benchmarks/telemetry"));
    HttpServer table = server("/", this::answerAsDynamoDb);
    HttpServer collector = server("/v1/traces", this::takeTraces);
    Map<String, Backend> backends = new LinkedHashMap<>();
    try {
      for (var variant : VARIANTS.entrySet()) {
        backends.put(
            variant.getKey(), start(root, out, variant.getValue(), port(table), port(collector)));
      }
      for (var backend : backends.values()) {
        backend.await();
      }
      for (var backend : backends.entrySet()) {
        System.err.println("Warming up: " + backend.getKey());
        drive(backend.getValue(), Duration.ZERO, WARM_UP);
      }
      Map<String, List<Double>> micros = new LinkedHashMap<>();
      for (int round = 1; round <= rounds; round++) {
        System.err.printf("Round %d of %d%n", round, rounds);
        for (var backend : backends.entrySet()) {
          micros
              .computeIfAbsent(backend.getKey(), _ -> new ArrayList<>())
              .add(drive(backend.getValue(), each, 1));
        }
      }
      if (exports.get() == 0) {
        throw new IllegalStateException("no trace was sent: the comparison means nothing");
      }
      report(out, micros, each);
    } finally {
      backends.values().forEach(backend -> backend.process.destroy());
      table.stop(0);
      collector.stop(0);
    }
  }

  private Backend start(
      Path root, Path out, Map<String, String> variables, int tablePort, int collectorPort)
      throws IOException {
    int port = freePort();
    ProcessBuilder command =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-jar",
                root.resolve("backend-service/target/quarkus-app/quarkus-run.jar").toString())
            .redirectErrorStream(true)
            .redirectOutput(out.resolve("backend-" + port + ".log").toFile());
    Map<String, String> environment = command.environment();
    environment.keySet().removeIf(name -> name.matches("(AWS|OTEL)_.*|METRICS_NAMESPACE"));
    environment.putAll(
        Map.of(
            "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:" + tablePort,
            "AWS_REGION", "local",
            "AWS_ACCESS_KEY_ID", "local",
            "AWS_SECRET_ACCESS_KEY", "local",
            "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + collectorPort,
            "QUARKUS_HTTP_HOST", "127.0.0.1",
            "QUARKUS_HTTP_PORT", Integer.toString(port),
            "REQUESTS_PER_SECOND", "1000000",
            // Slow requests write a line: on a busy machine that would be in the result.
            "SLO_LATENCY_MS", "60000",
            "SHUTDOWN_DELAY", "PT0S"));
    environment.putAll(variables);
    return new Backend(command.start(), "http://127.0.0.1:" + port);
  }

  /**
   * Asks as fast as answers come, for so long and at least so often; returns microseconds of the
   * backend's processor time for each.
   */
  private double drive(Backend backend, Duration time, int least) throws Exception {
    String path = backend.item();
    HttpRequest request = HttpRequest.newBuilder(URI.create(backend.url + path)).build();
    AtomicLong answers = new AtomicLong();
    Duration before = backend.cpu();
    Instant end = Instant.now().plus(time);
    Callable<Void> connection =
        () -> {
          while (Instant.now().isBefore(end) || answers.get() < least) {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 200) {
              throw new IllegalStateException("status " + status);
            }
            answers.incrementAndGet();
          }
          return null;
        };
    try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      for (Future<Void> ended : threads.invokeAll(Collections.nCopies(CONNECTIONS, connection))) {
        ended.get();
      }
    }
    return backend.cpu().minus(before).toNanos() / 1000.0 / answers.get();
  }

  private static void report(Path out, Map<String, List<Double>> micros, Duration each)
      throws IOException {
    double base = median(micros.values().iterator().next());
    List<String> rows = new ArrayList<>();
    List<String> json = new ArrayList<>();
    micros.forEach((variant, values) -> {
      double middle = median(values);
      List<Double> sorted = values.stream().sorted().toList();
      rows.add(
          "| %s | %.0f | %.0f–%.0f | %+.0f %% |"
              .formatted(
                  variant, middle, sorted.getFirst(), sorted.getLast(), 100 * (middle / base - 1)));
      json.add(
          "    {\"variant\": \"%s\", \"medianMicros\": %.1f, \"micros\": %s}"
              .formatted(variant, middle, values));
    });
    String machine =
        "%d processors, %s %s, Java %s"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"));
    System.out.printf("| %s, %s | µs for each request | least–most | |%n", machine, LocalDate.now());
    System.out.println("|---|---|---|---|");
    rows.forEach(System.out::println);
    Path result = out.resolve("result.json");
    Files.writeString(
        result,
        """
        {
          "machine": "%s",
          "at": "%s",
          "secondsEach": %d,
          "variants": [
        %s
          ]
        }
        """
            .formatted(
                machine,
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                each.toSeconds(),
                String.join(",\n", json)));
    System.out.println("\nAs JSON: " + result);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** Keeps the item that was put last, and answers every read with it. */
  private void answerAsDynamoDb(HttpExchange exchange) throws IOException {
    String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target").replaceAll(".*\\.", "");
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String answer =
        switch (operation) {
          case "DescribeTable" ->
              """
              {"Table": {"TableName": "items", "TableStatus": "ACTIVE",
               "GlobalSecondaryIndexes": [{"IndexName": "newest", "IndexStatus": "ACTIVE"}]}}\
              """;
          case "PutItem" -> {
            item.set(object(body, body.indexOf("\"Item\":") + 7));
            yield "{}";
          }
          case "GetItem" -> "{\"Item\": " + item.get() + "}";
          default -> "{}";
        };
    send(exchange, "application/x-amz-json-1.0", answer);
  }

  /** The JSON object that begins there; no text in it has a brace. */
  private static String object(String json, int begin) {
    int depth = 0;
    for (int i = begin; i < json.length(); i++) {
      depth += json.charAt(i) == '{' ? 1 : json.charAt(i) == '}' ? -1 : 0;
      if (depth == 0) {
        return json.substring(begin, i + 1);
      }
    }
    throw new IllegalArgumentException("no object in " + json);
  }

  private void takeTraces(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exports.incrementAndGet();
    send(exchange, "application/x-protobuf", "");
  }

  private static void send(HttpExchange exchange, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private static HttpServer server(String path, HttpHandler handler)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(path, handler);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return server;
  }

  private static int port(HttpServer server) {
    return server.getAddress().getPort();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** A backend that runs. */
  private final class Backend {
    private final Process process;
    private final String url;
    private String path = "";

    Backend(Process process, String url) {
      this.process = process;
      this.url = url;
    }

    Duration cpu() {
      return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    void await() throws Exception {
      Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
      while (!isReady()) {
        if (!process.isAlive() || Instant.now().isAfter(deadline)) {
          throw new IllegalStateException("a backend did not start: see .dev/benchmarks/telemetry");
        }
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }

    private boolean isReady() throws InterruptedException {
      try {
        URI ready = URI.create(url + "/q/health/ready");
        HttpRequest request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build();
        return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
      } catch (IOException e) {
        return false;
      }
    }

    /** Path of an item; made with the first call. */
    String item() throws Exception {
      if (path.isEmpty()) {
        String body =
            """
            {"name": "Oolong tea", "description": "Loose leaves", "tags": ["tea"], "quantity": 42,
             "price": {"amount": "12.50", "currency": "EUR"}}\
            """;
        HttpRequest create =
            HttpRequest.newBuilder(URI.create(url + "/items"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        String location =
            http.send(create, BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        path = URI.create(location).getPath();
      }
      return path;
    }
  }
}
