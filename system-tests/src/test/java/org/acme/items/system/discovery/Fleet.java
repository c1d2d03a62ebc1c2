package org.acme.items.system.discovery;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.acme.items.dev.ServiceManifest;
import org.acme.items.dev.Workspace;

/**
 * Several backends on addresses of loopback with the same port, as tasks of ECS have addresses of
 * their own, one page, and the DNS server by which it finds them. All are the packaged services.
 */
public final class Fleet implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(2);

  private final Path folder;
  private final Map<String, String> variables;
  private final Workspace workspace = new Workspace(Path.of(".."));
  private final TestDns dns = new TestDns("backend.items.internal");
  private final Map<String, Process> backends = new TreeMap<>();
  private final Map<String, Process> names = new ConcurrentHashMap<>();
  private final List<Process> others = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final int dynamoDbPort = freePort("127.0.0.1");
  private final int backendPort = freePort("127.0.0.11");
  private final int pagePort = freePort("127.0.0.1");

  Fleet(Path folder) {
    this(folder, Map.of());
  }

  /** One whose services have these variables too. */
  public Fleet(Path folder, Map<String, String> variables) {
    this.folder = folder;
    this.variables = Map.copyOf(variables);
  }

  /** Starts everything with backends on these addresses, and returns when pages come from each. */
  public void start(List<String> addresses) {
    others.add(
        process(
            "dynamodb-local",
            List.of("@" + workspace.dynamoDbLocal(), "-port", "" + dynamoDbPort, "-inMemory"),
            Map.of("DDB_LOCAL_TELEMETRY", "0")));
    await("DynamoDB Local listens", () -> isListening(dynamoDbPort));
    dns.answer(addresses);
    addresses.forEach(this::launchBackend);
    addresses.forEach(this::awaitBackend);
    others.add(
        process(
            "frontend",
            List.of("-jar", application("frontend")),
            Map.of(
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                "" + pagePort,
                "BACKEND_URL",
                "http://backend.items.internal:" + backendPort,
                "DNS_SERVERS",
                dns.address(),
                "REQUESTS_PER_SECOND",
                "2000",
                "SYSTEM_PAGE",
                "true")));
    await("the page is ready", () -> isReady("127.0.0.1", pagePort));
  }

  TestDns dns() {
    return dns;
  }

  public URI page() {
    return URI.create("http://127.0.0.1:" + pagePort + "/");
  }

  /** The API of the backend at this address. */
  public URI api(String address) {
    return URI.create("http://%s:%d/".formatted(address, backendPort));
  }

  /** Of a service, {@code frontend} or {@code backend-} and its address. */
  public ProcessHandle handle(String name) {
    return Objects.requireNonNull(names.get(name), "nothing is called " + name).toHandle();
  }

  /** What a process has said so far. */
  public Path log(String name) {
    return folder.resolve(name + ".log");
  }

  /**
   * Starts a backend at an address of loopback, unless there is one, and waits until it is ready.
   */
  void startBackend(String address) {
    launchBackend(address);
    awaitBackend(address);
  }

  private void launchBackend(String address) {
    Process old = backends.get(address);
    if (old != null && old.isAlive()) {
      signal(address, "CONT");
      return;
    }
    backends.put(
        address,
        process(
            "backend-" + address,
            List.of("-jar", application("backend")),
            Map.of(
                "QUARKUS_HTTP_HOST",
                address,
                "QUARKUS_HTTP_PORT",
                "" + backendPort,
                "SERVICE_INSTANCE",
                address,
                "SERVICE_ZONE",
                zone(address),
                "AWS_ENDPOINT_URL_DYNAMODB",
                "http://127.0.0.1:" + dynamoDbPort,
                "AWS_REGION",
                "local",
                "AWS_ACCESS_KEY_ID",
                "local",
                "AWS_SECRET_ACCESS_KEY",
                "local",
                "ITEMS_TABLE_CREATE",
                "true")));
  }

  /** Neighbours are in different zones, as ECS spreads tasks. */
  private static String zone(String address) {
    char last = address.charAt(address.length() - 1);
    return "eu-central-1" + "abc".charAt((last - '1') % 3);
  }

  private void awaitBackend(String address) {
    await("backend " + address + " is ready", () -> isReady(address, backendPort));
  }

  /** Ends a backend as a lost machine would: at once. */
  void killBackend(String address) {
    backend(address).destroyForcibly().onExit().join();
  }

  private Process backend(String address) {
    return Objects.requireNonNull(backends.get(address), "no backend was started at " + address);
  }

  /** Lets a backend hang: it keeps its connections, accepts others, and answers nothing. */
  void hangBackend(String address) {
    signal(address, "STOP");
  }

  private void signal(String address, String name) {
    try {
      int exit =
          new ProcessBuilder("kill", "-" + name, "" + backend(address).pid())
              .inheritIO()
              .start()
              .waitFor();
      if (exit != 0) {
        throw new IllegalStateException("kill -" + name + " ended with " + exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Creates an item through one of the backends. */
  void createItem(String address, String name) throws IOException {
    given()
        .contentType(ContentType.JSON)
        .body(Files.readString(Path.of("../contracts/new-item.json")).replace("Oolong tea", name))
        .post("http://%s:%d/items".formatted(address, backendPort))
        .then()
        .statusCode(201);
  }

  private String application(String service) {
    ServiceManifest manifest =
        workspace.services().stream().filter(s -> s.name().equals(service)).findAny().orElseThrow();
    return workspace.application(manifest, "target").toString();
  }

  private Process process(String name, List<String> arguments, Map<String, String> environment) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (arguments.getFirst().equals("-jar")) {
      // As in the image; less, since several share this machine.
      command.addAll(
          List.of(
              "-XX:+UseSerialGC",
              "-Xmx192m",
              "-XX:+ExitOnOutOfMemoryError",
              "-XX:TieredStopAtLevel=1"));
    }
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log(name).toFile());
    Map<String, String> own = new HashMap<>(environment);
    own.put("LOG_JSON", "false");
    own.put("SHUTDOWN_DELAY", "PT0S");
    own.putAll(variables);
    builder.environment().putAll(own);
    try {
      Process process = builder.start();
      names.put(name, process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isReady(String host, int port) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://%s:%d/q/health/ready".formatted(host, port)))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean isListening(int port) {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort(String host) {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(host))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Looks again and again until it is so. */
  public static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("not so after " + READY_WITHIN + ": " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  @Override
  public void close() {
    List<Process> all = new ArrayList<>(backends.values());
    all.addAll(others);
    all.forEach(Process::destroyForcibly);
    all.forEach(process -> process.onExit().join());
    dns.close();
    http.close();
  }
}
