package org.acme.items.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A contender that runs, on a processor of its own. */
final class Server implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Contender contender;
  private final Path log;
  private final int port;
  private final Process process;
  private final long startedAt;

  private Server(Contender contender, Path log, int port, Process process, long startedAt) {
    this.contender = contender;
    this.log = log;
    this.port = port;
    this.process = process;
    this.startedAt = startedAt;
  }

  /**
   * Starts it, and does not wait.
   *
   * @param standIns URL of the table and of the collector
   * @param logs folder of what it prints
   */
  static Server start(Contender contender, String standIns, Path logs) throws IOException {
    return start(List.of("taskset", "-c", Processors.SERVER), contender, standIns, logs);
  }

  /**
   * The same with a quota of processor time instead of a processor.
   *
   * @param quota has to outlive it
   */
  static Server start(Quota quota, Contender contender, String standIns, Path logs)
      throws IOException {
    return start(quota.prefix(), contender, standIns, logs);
  }

  private static Server start(List<String> prefix, Contender contender, String standIns, Path logs)
      throws IOException {
    int port = freePort();
    List<String> command = new ArrayList<>(prefix);
    command.addAll(contender.command());
    Path log = logs.resolve(contender.name().replaceAll("[^a-zA-Z0-9]+", "-") + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(contender.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.matches("(AWS|OTEL|QUARKUS)_.*|METRICS_NAMESPACE"));
    environment.put("PORT", Integer.toString(port));
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", standIns);
    environment.put("BACKEND_URL", standIns);
    environment.put("AWS_REGION", "local");
    environment.put("AWS_ACCESS_KEY_ID", "local");
    environment.put("AWS_SECRET_ACCESS_KEY", "local");
    environment.put("ITEMS_TABLE", "items");
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", standIns);
    // Its limit of requests is not what is measured.
    environment.put("REQUESTS_PER_SECOND", "1000000");
    environment.put("SHUTDOWN_DELAY", "PT0S");
    environment.putAll(contender.variables());
    Process process = builder.start();
    // Ctrl-C, or the end of ./dev, must not leave it behind.
    Server server = new Server(contender, log, port, process, System.nanoTime());
    Runtime.getRuntime().addShutdownHook(new Thread(server::end));
    return server;
  }

  int port() {
    return port;
  }

  /** Waits until it answers as it should; returns the time since it was started. */
  Duration awaitFirstAnswer() throws InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:%d/items/%s".formatted(port, StandIns.ID)))
              .timeout(PATIENCE)
              .build();
      while (!isListening() || !isAnswering(http, request)) {
        if (!process.isAlive() || System.nanoTime() - startedAt > PATIENCE.toNanos()) {
          throw new BenchException(
              "%s did not answer; what it printed is in %s".formatted(contender.name(), log));
        }
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
      return Duration.ofNanos(System.nanoTime() - startedAt);
    }
  }

  /** Lets it run on those processors, although it was made for one. */
  void moveTo(String processors) throws IOException, InterruptedException {
    Processors.move(process.pid(), processors);
  }

  /** Stands still, with the processes it started, so that others have the processor. */
  void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Goes on. */
  void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
    processes().map(ProcessHandle::pid).map(Object::toString).forEach(command::add);
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new BenchException("%s has ended; see %s".formatted(contender.name(), log));
    }
  }

  private boolean isListening() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isAnswering(HttpClient http, HttpRequest request)
      throws InterruptedException {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Processor time since its start, with that of the processes it started. */
  Duration cpu() {
    return processes()
        .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private Stream<ProcessHandle> processes() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants());
  }

  /** Memory that it holds now, in MiB. */
  long residentMebibytes() {
    try {
      return Files.readAllLines(Path.of("/proc/%d/status".formatted(process.pid()))).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
              .findFirst()
              .orElse(0)
          / 1024;
    } catch (IOException e) {
      throw new BenchException(contender.name() + " has ended; see " + log, e);
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** One that stands still notices only when it goes on. */
  private void end() {
    process.destroy();
    if (process.isAlive()) {
      try {
        resume();
      } catch (IOException | BenchException e) {
        process.destroyForcibly();
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    end();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
