import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Makes the AOT cache of an image, {@code app.aot}, while the image is built: the classes of the
 * service as the JVM has them when they are loaded and linked, and profiles of its methods (JEP
 * 483, 515). Runs in the folder of the service, on the JVM and with the {@code java.args} of the
 * image: the JVM refuses a cache that was made by another one, of other jars, or with other
 * objects.
 *
 * <p>Then it starts the service a second time, from the cache, and fails where the JVM refuses it
 * or takes too few classes out of it.
 */
final class Training {
  /** So often the hot methods have been compiled, and their profiles are worth keeping. */
  private static final int ROUNDS = Integer.getInteger("rounds", 100);

  private static final Path CACHE = Path.of("app.aot");

  /** What the service and its JVM say; shown if something goes wrong. */
  private static final Path LOG = Path.of("/tmp/training.log");

  /** Others are made while the service runs, such as lambdas and proxies. */
  private static final double LEAST_SHARE = 0.9;

  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  /** Of the service; another one where a machine has more than the image that is made. */
  private static final String PORT = System.getProperty("port", "8080");

  private final URI service = URI.create("http://127.0.0.1:" + PORT);

  /** Requests as callers of the service send them, each with the status that must come back. */
  interface Workload {
    void round(Training training) throws IOException, InterruptedException;
  }

  static {
    // Otherwise every answer of a stand-in waits for an acknowledgement, 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private Training() {}

  /**
   * Trains the service and tries the cache.
   *
   * @param variables what the service is told by its environment, such as the addresses of
   *     stand-ins
   */
  static void run(Map<String, String> variables, Workload workload) {
    int status = 1;
    try {
      new Training().train(variables, workload);
      status = 0;
    } catch (Exception e) {
      e.printStackTrace();
    }
    System.exit(status); // stand-ins have threads that would go on
  }

  private void train(Map<String, String> variables, Workload workload) throws Exception {
    serve(List.of("-XX:AOTCacheOutput=" + CACHE), variables, workload, ROUNDS);
    if (!Files.exists(CACHE)) {
      throw new IllegalStateException("the JVM made no cache:\n" + log());
    }
    Path classes = Files.createTempFile("classes", ".log");
    serve(
        List.of("-XX:AOTCache=" + CACHE, "-XX:AOTMode=on", "-Xlog:class+load:file=" + classes),
        variables,
        workload,
        1);
    report(classes);
  }

  private static void report(Path classes) throws IOException {
    List<String> loaded;
    try (Stream<String> lines = Files.lines(classes)) {
      loaded = lines.filter(line -> line.contains(" source: ")).toList();
    }
    long cached = loaded.stream().filter(line -> line.contains("shared objects file")).count();
    System.out.printf(
        "%s: %d MiB, has %d of the %d classes that were used%n",
        CACHE, Files.size(CACHE) >> 20, cached, loaded.size());
    if (cached < LEAST_SHARE * loaded.size()) {
      loaded.stream()
          .filter(line -> !line.contains("shared objects file"))
          .forEach(System.out::println);
      throw new IllegalStateException(
          "less than %.0f %% of the classes come from the cache".formatted(100 * LEAST_SHARE));
    }
  }

  private void serve(
      List<String> options, Map<String, String> variables, Workload workload, int rounds)
      throws Exception {
    List<String> command =
        new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
    command.addAll(options);
    command.add("@java.args");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(LOG.toFile());
    builder.environment().putAll(variables);
    builder.environment().put("QUARKUS_HTTP_PORT", PORT);
    Instant begin = Instant.now();
    Process process = builder.start();
    try {
      awaitReady(process);
      System.out.printf("ready after %d ms%n", Duration.between(begin, Instant.now()).toMillis());
      for (int round = 0; round < rounds; round++) {
        workload.round(this);
      }
      System.out.printf(
          "%d rounds after %d ms%n", rounds, Duration.between(begin, Instant.now()).toMillis());
      process.destroy();
      // The cache is written before the process ends.
      if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 143) {
        throw new IllegalStateException("the service did not end as it does on SIGTERM:\n" + log());
      }
    } finally {
      process.destroyForcibly();
    }
  }

  /** Its end. */
  private static String log() {
    try {
      List<String> lines = Files.readAllLines(LOG);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    } catch (IOException e) {
      return "there is no log: " + e;
    }
  }

  private void awaitReady(Process process) throws InterruptedException {
    Instant deadline = Instant.now().plus(START);
    while (!isReady()) {
      if (!process.isAlive() || Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("the service did not get ready:\n" + log());
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      return exchange("GET", "/q/health/ready", "").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Sends a request and returns what came, which must have this status. On a slow machine the first
   * answers may come after the service's own time-outs: then it is sent again.
   */
  HttpResponse<String> send(int status, String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(START);
    HttpResponse<String> answer = exchange(method, path, body, headers);
    while (answer.statusCode() >= 500 && Instant.now().isBefore(deadline)) {
      LockSupport.parkNanos(PAUSE.toNanos());
      answer = exchange(method, path, body, headers);
    }
    if (answer.statusCode() != status) {
      throw new IllegalStateException(
          "%s %s must answer %d, got %d: %s"
                  .formatted(method, path, status, answer.statusCode(), answer.body())
              + "\n"
              + log());
    }
    return answer;
  }

  HttpResponse<String> get(int status, String path, String... headers)
      throws IOException, InterruptedException {
    return send(status, "GET", path, "", headers);
  }

  private HttpResponse<String> exchange(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** A collector that takes traces; its address. */
  static String traces() throws IOException {
    return standIn(exchange -> answer(exchange, 200, "application/x-protobuf", ""));
  }

  /** A server on a free port of what the service calls; its address. */
  static String standIn(HttpHandler handler) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", handler);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** What a stand-in answers. */
  static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
