import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Starts containers of both services again and again, the variants in turns, so that what else the
 * machine does meets all of them. What they call is a stand-in in this process, the same as in the
 * training of their images.
 */
final class Start {
  /** Below it {@code task.memoryMiB} is 512, as Fargate pairs them. */
  private static final double HALF_A_PROCESSOR = 0.5;

  private static final int RATE = 20;
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final Duration OBJECTIVE = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  private static final String ITEM = "/items/019aa0f6-5a3c-7b21-9c4e-3f0d8a6b7c15";
  private static final String SLOW = "not in %d s".formatted(PATIENCE.toSeconds());

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Path root;
  private final String newItem;
  private final Map<String, Map<String, String>> environments;

  /** Values in seconds or MiB, in the order of the runs, by service, cpus, variant and measure. */
  private final Map<List<String>, Map<String, List<Double>>> results = new LinkedHashMap<>();

  /**
   * A way to run an image.
   *
   * @param cached as its entry point says; otherwise the same without the AOT cache
   */
  private record Variant(String name, String prefix, boolean cached) {}

  private Start(Path root) throws IOException {
    this.root = root;
    this.newItem = Files.readString(root.resolve("contracts/new-item.json"));
    this.environments =
        Map.of(
            "backend",
            Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB", BackendTraining.dynamoDb(),
                "AWS_REGION", "local",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local"),
            "frontend",
            Map.of("BACKEND_URL", FrontendTraining.backend(root.resolve("contracts"))));
  }

  public static void main(String[] args) {
    int status = 1;
    try {
      run(args);
      status = 0;
    } catch (Exception e) {
      e.printStackTrace();
    }
    System.exit(status); // stand-ins have threads that would go on
  }

  private static void run(String[] args) throws Exception {
    int runs = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    List<String> cpus =
        args.length > 2 ? List.of(args).subList(2, args.length) : List.of("1", "0.5", "0.25");
    Map<String, String> environment = System.getenv();
    int settled = Integer.parseInt(environment.getOrDefault("SETTLE", "1"));
    String prefix = environment.getOrDefault("PREFIX", "items-");
    List<Variant> variants = new ArrayList<>();
    if (environment.containsKey("BEFORE")) {
      variants.add(new Variant("before", environment.get("BEFORE"), true));
    } else {
      variants.add(new Variant("without cache", prefix, false));
    }
    variants.add(new Variant("AOT cache", prefix, true));
    Start start = new Start(Path.of(args[0]));
    List<String> services =
        List.of(environment.getOrDefault("SERVICES", "backend frontend").split(" "));
    for (int run = 1; run <= runs; run++) {
      for (String each : cpus) {
        for (String service : services) {
          for (Variant variant : variants) {
            System.err.printf(
                "Run %d of %d: %s, %s cpus, %s%n", run, runs, service, each, variant.name);
            start.measure(service, each, variant, run <= settled);
          }
        }
      }
    }
    start.report();
  }

  private void measure(String service, String cpus, Variant variant, boolean loaded)
      throws Exception {
    int port = freePort();
    String image = variant.prefix + service;
    String container = docker(command(service, cpus, variant, image, port));
    try {
      URI base = URI.create("http://127.0.0.1:" + port);
      Map<String, Double> measured = new LinkedHashMap<>();
      Instant deadline = Instant.now().plus(PATIENCE);
      while (!isReady(base)) {
        if (Instant.now().isAfter(deadline)) {
          throw new IllegalStateException("never ready:\n" + docker(List.of("logs", container)));
        }
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      }
      Instant ready = Instant.now();
      Instant begin =
          Instant.parse(docker(List.of("inspect", "-f", "{{.State.StartedAt}}", container)));
      measured.put("ready, s", seconds(Duration.between(begin, ready)));
      measured.put("processor time until ready, s", cpu(container));
      measured.put("RSS idle, MiB", rss(container));
      if (service.equals("backend")) {
        measured.put("first GET of an item, s", timed(request(base, ITEM), 200));
        measured.put("first GET of the list, s", timed(request(base, "/items"), 200));
        measured.put("first POST, s", timed(post(base), 201));
      } else {
        measured.put("first page, s", timed(request(base, "/"), 200));
        measured.put("first form, s", timed(request(base, ITEM), 200));
      }
      if (loaded) {
        measured.put(
            "until p99 < 300 ms at 20/s, s", settle(base, service.equals("backend") ? ITEM : "/"));
        measured.put("RSS after load, MiB", rss(container));
      }
      measured.put(
          "image, MiB",
          Double.parseDouble(docker(List.of("image", "inspect", "-f", "{{.Size}}", image)))
              / (1 << 20));
      Map<String, List<Double>> all =
          results.computeIfAbsent(List.of(service, cpus, variant.name), _ -> new LinkedHashMap<>());
      measured.forEach(
          (name, value) -> all.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
      System.err.println("  " + measured);
    } finally {
      docker(List.of("rm", "--force", container));
    }
  }

  private List<String> command(
      String service, String cpus, Variant variant, String image, int port) {
    List<String> command =
        new ArrayList<>(
            List.of("run", "--detach", "--network", "host", "--read-only", "--tmpfs", "/tmp"));
    command.addAll(List.of("--cap-drop", "ALL", "--cpus", cpus, "--no-healthcheck", "--memory"));
    command.add(Double.parseDouble(cpus) < HALF_A_PROCESSOR ? "512m" : "1024m");
    Map<String, String> variables = new LinkedHashMap<>(environments.get(service));
    variables.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    variables.forEach((name, value) -> command.addAll(List.of("--env", name + "=" + value)));
    command.addAll(
        variant.cached ? List.of(image) : List.of("--entrypoint", "java", image, "@java.args"));
    return command;
  }

  private boolean isReady(URI base) throws InterruptedException {
    try {
      return http.send(request(base, "/q/health/ready"), BodyHandlers.discarding()).statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private HttpRequest request(URI base, String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(30)).build();
  }

  private HttpRequest post(URI base) {
    return HttpRequest.newBuilder(base.resolve("/items"))
        .timeout(Duration.ofSeconds(30))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(newItem))
        .build();
  }

  private double timed(HttpRequest request, int status) throws IOException, InterruptedException {
    Instant begin = Instant.now();
    int got = http.send(request, BodyHandlers.discarding()).statusCode();
    if (got != status) {
      throw new IllegalStateException("%s answered %d".formatted(request.uri(), got));
    }
    return seconds(Duration.between(begin, Instant.now()));
  }

  /**
   * Sends at a fixed rate, whatever comes back; returns the seconds after which a window begins in
   * which 99 % were answered in time.
   */
  private double settle(URI base, String path) throws InterruptedException {
    Map<Integer, Double> latencies = new ConcurrentHashMap<>();
    Instant begin = Instant.now();
    int size = (int) (RATE * WINDOW.toSeconds());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < RATE * PATIENCE.toSeconds(); i++) {
        int number = i;
        threads.execute(() -> latencies.put(number, latency(base, path)));
        if (i >= size && i % RATE == 0) {
          for (int first = 0; first + size <= i; first++) {
            if (isMet(latencies, first, size)) {
              threads.shutdownNow();
              return first / (double) RATE;
            }
          }
        }
        Instant next = begin.plusMillis((i + 1) * 1000L / RATE);
        TimeUnit.NANOSECONDS.sleep(Math.max(0, Duration.between(Instant.now(), next).toNanos()));
      }
    }
    return Double.NaN;
  }

  private double latency(URI base, String path) {
    try {
      return timed(request(base, path), 200);
    } catch (IOException | InterruptedException | IllegalStateException e) {
      return Double.MAX_VALUE;
    }
  }

  private static boolean isMet(Map<Integer, Double> latencies, int first, int size) {
    int late = 0;
    for (int i = first; i < first + size; i++) {
      if (latencies.getOrDefault(i, Double.MAX_VALUE) > seconds(OBJECTIVE)) {
        late++;
      }
    }
    return late <= size / 100;
  }

  /** Of the whole process; what else the machine does is not in it. */
  private static double cpu(String container) throws IOException, InterruptedException {
    return seconds(
        ProcessHandle.of(Long.parseLong(pid(container)))
            .orElseThrow()
            .info()
            .totalCpuDuration()
            .orElseThrow());
  }

  private static String pid(String container) throws IOException, InterruptedException {
    return docker(List.of("inspect", "-f", "{{.State.Pid}}", container));
  }

  private static double rss(String container) throws IOException, InterruptedException {
    String pid = pid(container);
    return Files.readAllLines(Path.of("/proc", pid, "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  private void report() throws IOException {
    String machine =
        "%d processors, %s, Java %s"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                LocalDate.now(),
                System.getProperty("java.version"));
    for (String service : environments.keySet().stream().sorted().toList()) {
      List<List<String>> columns =
          results.keySet().stream().filter(key -> key.getFirst().equals(service)).toList();
      if (columns.isEmpty()) {
        continue;
      }
      System.out.println(
          "| %s, %s | ".formatted(service, machine)
              + columns.stream()
                  .map(key -> key.get(1) + " CPU, " + key.get(2))
                  .collect(Collectors.joining(" | "))
              + " |");
      System.out.println("|---|" + "---|".repeat(columns.size()));
      for (String measure : results.get(columns.getFirst()).keySet()) {
        System.out.println(
            "| %s | ".formatted(measure)
                + columns.stream()
                    .map(key -> cell(measure, results.get(key).getOrDefault(measure, List.of())))
                    .collect(Collectors.joining(" | "))
                + " |");
      }
      System.out.println();
    }
    Path result = root.resolve(".dev/benchmarks/start/result.json");
    List<String> rows = new ArrayList<>();
    results.forEach((key, measures) ->
        measures.forEach((measure, values) ->
            rows.add(
                "  {\"service\": \"%s\", \"cpus\": %s, \"variant\": \"%s\", \"measure\": \"%s\", \"values\": %s}"
                    .formatted(
                        key.get(0),
                        key.get(1),
                        key.get(2),
                        measure,
                        values.stream()
                            .map(value -> value.isNaN() ? "null" : "%.3f".formatted(value))
                            .toList()))));
    Files.writeString(result, "[\n" + String.join(",\n", rows) + "\n]\n");
    System.out.println("As JSON: " + result);
  }

  /** Median, and least to most. */
  private static String cell(String measure, List<Double> values) {
    if (values.isEmpty()) {
      return "";
    }
    List<Double> sorted = values.stream().sorted().toList();
    String format = measure.endsWith("MiB") ? "%.0f" : "%.2f";
    String median = show(format, sorted.get(sorted.size() / 2));
    return sorted.getFirst().equals(sorted.getLast())
        ? median
        : "%s (%s–%s)"
            .formatted(median, show(format, sorted.getFirst()), show(format, sorted.getLast()));
  }

  private static String show(String format, double value) {
    return Double.isNaN(value) ? SLOW : format.formatted(value);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static String docker(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes()).strip();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + output);
    }
    return output;
  }
}
