package org.acme.items.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The whole system as plain processes: DynamoDB Local and every service, with the environment
 * variables that compose and ECS set.
 */
public final class LocalSystem implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(15);

  /** What services tell about themselves, and where; see docs/observability.md. */
  private static final Set<String> SIGNALS = Set.of("METRICS_NAMESPACE", "STAGE", "SLO_LATENCY_MS");

  private static final String DYNAMODB = "dynamodb-local";

  private final Workspace workspace;
  private final Options options;
  private final Console console;
  private final List<ServiceManifest> services;
  private final Map<String, Integer> ports = new HashMap<>();
  private final List<LocalProcess> processes = new ArrayList<>();
  private boolean closed;
  private final RunFile runFile;

  /**
   * How to run.
   *
   * @param state folder for pids, logs and data
   * @param buildFolder where the services were built, see {@link Workspace#application}
   * @param environment where ports ({@link ServiceManifest#portVariable()}) and what the services
   *     are configured with are looked up
   * @param watch whether services run with Quarkus' live reload
   * @param commit shown as part of the version of each service
   */
  public record Options(
      Path state,
      String buildFolder,
      Map<String, String> environment,
      boolean watch,
      String commit) {
    public Options {
      environment = Map.copyOf(environment);
    }
  }

  /**
   * @throws DevException if a manifest or a port in the environment is wrong
   */
  public LocalSystem(Workspace workspace, Options options, Console console) {
    this.workspace = workspace;
    this.options = options;
    this.console = console;
    this.services = workspace.services();
    this.runFile = new RunFile(options.state().resolve("processes"));
    for (ServiceManifest service : services) {
      ports.put(service.name(), service.localPort(options.environment()));
    }
  }

  /** For people, for example {@code http://localhost:8080}. */
  public String url(String service) {
    Integer port = ports.get(service);
    if (port == null) {
      throw new IllegalArgumentException("no service has the name " + service);
    }
    return "http://localhost:" + port;
  }

  /**
   * Starts everything and returns when all of it is ready.
   *
   * @throws DevException if something does not become ready
   */
  public void start() {
    createFolders();
    int dynamoDbPort = Ports.free(8000);
    LocalProcess dynamoDb = startDynamoDb(dynamoDbPort);
    awaitReady(dynamoDb, Instant.now(), () -> Ports.isListening(dynamoDbPort));
    Instant started = Instant.now();
    List<LocalProcess> starting = services.stream().map(s -> start(s, dynamoDbPort)).toList();
    try (HealthCheck health = new HealthCheck()) {
      for (int i = 0; i < services.size(); i++) {
        ServiceManifest service = services.get(i);
        int port = port(service);
        awaitReady(starting.get(i), started, () -> health.isReady(service, port));
      }
    }
  }

  private int port(ServiceManifest service) {
    return ports.getOrDefault(service.name(), service.localPort());
  }

  /**
   * Makes sure that every service can listen.
   *
   * @throws DevException if a port is taken or wanted twice
   */
  public void requireFreePorts() {
    Map<Integer, String> users = new HashMap<>();
    for (ServiceManifest service : services) {
      int port = port(service);
      String other = users.put(port, service.name());
      if (other != null) {
        throw new DevException(
            "Port %d is that of %s and of %s: set %s to another one"
                .formatted(port, other, service.name(), service.portVariable()));
      }
      if (!Ports.isFree(port)) {
        throw new DevException(
            "Port %d, for %s, is taken by another program: end that one, or choose another port with %s=%d ./dev up"
                .formatted(port, service.name(), service.portVariable(), Ports.free(port + 1000)));
      }
    }
  }

  private void createFolders() {
    try {
      Files.createDirectories(options.state().resolve("logs"));
      Files.createDirectories(options.state().resolve("dynamodb"));
    } catch (IOException e) {
      throw new DevException("%s cannot be made: %s".formatted(options.state(), e.getMessage()), e);
    }
  }

  private LocalProcess startDynamoDb(int port) {
    List<String> command =
        List.of(
            java(),
            "@" + workspace.dynamoDbLocal(),
            "-port",
            Integer.toString(port),
            "-dbPath",
            options.state().resolve("dynamodb").toString());
    return start(DYNAMODB, command, Map.of("DDB_LOCAL_TELEMETRY", "0"), workspace.root(), port);
  }

  private LocalProcess start(ServiceManifest service, int dynamoDbPort) {
    Map<String, String> environment = new HashMap<>();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port(service)));
    putDefault(environment, "GIT_COMMIT", options.commit());
    putDefault(environment, "SERVICE_INSTANCE", service.name() + "-" + port(service));
    putDefault(environment, "LOG_JSON", "false");
    putDefault(environment, "SHUTDOWN_DELAY", "PT0S");
    putDefault(environment, "SYSTEM_PAGE", "true");
    options
        .environment()
        .forEach((name, value) -> {
          if (name.startsWith("OTEL_") || SIGNALS.contains(name)) {
            environment.put(name, value);
          }
        });
    for (ServiceManifest called : services) {
      if (service.calls().contains(called.name())) {
        environment.put(called.urlVariable(), "http://127.0.0.1:" + port(called));
      }
    }
    if (!service.tables().isEmpty()) {
      environment.put("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:" + dynamoDbPort);
      environment.put("AWS_REGION", "local");
      environment.put("AWS_ACCESS_KEY_ID", "local");
      environment.put("AWS_SECRET_ACCESS_KEY", "local");
      for (String table : service.tables().keySet()) {
        environment.put(table.toUpperCase(Locale.ROOT) + "_TABLE_CREATE", "true");
      }
    }
    return start(
        service.name(), command(service), environment, workspace.folder(service), port(service));
  }

  /** What is set in the shell comes first. */
  private void putDefault(Map<String, String> environment, String name, String value) {
    environment.put(name, options.environment().getOrDefault(name, value));
  }

  private List<String> command(ServiceManifest service) {
    return options.watch()
        ? List.of(
            workspace.root().resolve("mvnw").toString(),
            "-B",
            "-q",
            "-Dquick",
            "quarkus:dev",
            "-Ddebug=false",
            "-Dquarkus.console.enabled=false",
            "-Dquarkus.analytics.disabled=true",
            "-Dquarkus.test.continuous-testing=disabled")
        : List.of(java(), "-jar", workspace.application(service, options.buildFolder()).toString());
  }

  private LocalProcess start(
      String name, List<String> command, Map<String, String> environment, Path folder, int port) {
    Path log = options.state().resolve("logs").resolve(name + ".log");
    // DynamoDB Local has nothing to tell that a person could use.
    Console shownOn = name.equals(DYNAMODB) ? null : console;
    synchronized (processes) {
      if (closed) {
        throw new DevException("Stopped while it was starting");
      }
      LocalProcess process = LocalProcess.start(name, command, environment, folder, log, shownOn);
      processes.add(process);
      runFile.note(process.handle(), port, name);
      return process;
    }
  }

  private void awaitReady(LocalProcess process, Instant started, BooleanSupplier ready) {
    Instant deadline = started.plus(READY_WITHIN);
    while (!(ready.getAsBoolean() && process.isAlive())) {
      if (!process.isAlive()) {
        throw new DevException(process.ending(workspace.root()));
      }
      if (Instant.now().isAfter(deadline)) {
        throw new DevException(
            "%s was not ready after %d s".formatted(process.name(), READY_WITHIN.toSeconds()));
      }
      pause(process);
    }
    console.say(
        "  %-14s ready after %.1f s"
            .formatted(
                process.name(), Duration.between(started, Instant.now()).toMillis() / 1000.0));
  }

  /** Until the next look, or until the process has ended. */
  private static void pause(LocalProcess process) {
    process.onExit().completeOnTimeout(process, POLL.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Waits until a process ends by itself and tells which one, in a sentence. */
  public String awaitEnd() {
    CompletableFuture<?>[] ends =
        started().stream().map(LocalProcess::onExit).toArray(CompletableFuture[]::new);
    return ((LocalProcess) CompletableFuture.anyOf(ends).join()).ending(workspace.root());
  }

  private List<LocalProcess> started() {
    synchronized (processes) {
      return List.copyOf(processes);
    }
  }

  /**
   * Stops everything, callers before what they call, and returns when nothing is left. May be
   * called by another thread while this one starts the system, which then fails.
   */
  @Override
  public void close() {
    synchronized (processes) {
      closed = true;
    }
    for (LocalProcess process : started().reversed()) {
      process.stop(STOP_WITHIN);
    }
    runFile.delete();
  }

  /** The services, those that are called before their callers. */
  public List<ServiceManifest> services() {
    return services;
  }
}
