package org.acme.items.drill.ecs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.acme.items.drill.ecs.ServiceDefinition.TargetGroup;

/**
 * HAProxy as an Application Load Balancer with one target group: the same checks, the same
 * draining, no second try when a target fails. Unlike that one it does not send to unhealthy
 * targets when there are no others.
 */
public final class LoadBalancer implements AutoCloseable {
  private static final int PORT = 8080;
  private static final int ADMIN_PORT = 9999;
  private static final int MAX_TARGETS = 16;
  private static final String BACKEND = "targets";
  private static final int REMEMBERED = 100_000;

  private final String name;
  private final String address;
  private final TargetGroup group;
  private final Process log;

  /** Names of server slots by the address of the target in them. */
  private final Map<String, String> slots = new HashMap<>();

  private final Deque<Response> responses = new ArrayDeque<>();

  /** What a target answered. */
  public record Response(long atNanos, int status, Duration took) {}

  /** Starts it in a network. */
  public LoadBalancer(String image, String network, TargetGroup group, int targetPort) {
    this.group = group;
    this.name = network + "-load-balancer";
    List<String> create =
        new ArrayList<>(List.of("create", "--name", name, "--network", network, "--user", "0"));
    create.addAll(Docker.options(Task.SERVING_SHARES));
    create.addAll(List.of(image, "haproxy", "-db", "-f", "/haproxy.cfg"));
    Docker.run(create);
    copy(configuration(group, targetPort));
    Docker.run("start", name);
    this.address =
        Docker.run(
            "inspect", "-f", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", name);
    this.log = follow();
    try {
      Await.until("HAProxy answers", Duration.ofSeconds(20), this::isUp);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(Docker.ask(List.of("logs", name)).output(), e);
    }
  }

  private void copy(String text) {
    try {
      Path file = Files.createTempFile("haproxy", ".cfg");
      Files.writeString(file, text);
      Docker.run("cp", file.toString(), name + ":/haproxy.cfg");
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String configuration(TargetGroup group, int targetPort) {
    return """
    global
      log stdout format raw local0
      stats socket ipv4@0.0.0.0:%d level admin
    defaults
      mode http
      log global
      log-format "%%ST %%Tr %%s"
      timeout connect 5s
      timeout client 60s
      timeout server 60s
      retries 0
      option forwardfor
    frontend public
      bind :%d
      http-request set-header X-Forwarded-Proto http
      default_backend %s
    backend %s
      balance %s
      option httpchk
      http-check send meth GET uri %s ver HTTP/1.1 hdr Host targets
      http-check expect status 200
      timeout check %dms
      default-server inter %dms fall %d rise %d
      server-template target 1-%d 127.0.0.1:%d check disabled
    """
        .formatted(
            ADMIN_PORT,
            PORT,
            BACKEND,
            BACKEND,
            group.algorithm().equals("least_outstanding_requests") ? "leastconn" : "roundrobin",
            group.healthPath(),
            group.timeout().toMillis(),
            group.interval().toMillis(),
            group.unhealthyThreshold(),
            group.healthyThreshold(),
            MAX_TARGETS,
            targetPort);
  }

  private boolean isUp() {
    try {
      return !command("show info").isEmpty();
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** Reads what HAProxy logs of each answer. */
  private Process follow() {
    try {
      Process process =
          new ProcessBuilder("docker", "logs", "--follow", name).redirectErrorStream(true).start();
      Thread.ofPlatform().daemon().name("load-balancer-log").start(() -> readLog(process));
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readLog(Process process) {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.matches("[0-9]{3} [0-9]+ target[0-9]+")) {
          String[] parts = line.split(" ", -1);
          remember(
              new Response(
                  System.nanoTime(),
                  Integer.parseInt(parts[0]),
                  Duration.ofMillis(Long.parseLong(parts[1]))));
        }
      }
    } catch (IOException e) {
      // The container is gone.
    }
  }

  private synchronized void remember(Response response) {
    responses.addLast(response);
    if (responses.size() > REMEMBERED) {
      responses.removeFirst();
    }
  }

  /** What targets answered between two moments of {@link System#nanoTime()}. */
  synchronized List<Response> responses(long from, long to) {
    return responses.stream()
        .filter(response -> response.atNanos - from >= 0 && response.atNanos - to < 0)
        .toList();
  }

  /** Where visitors come. */
  public URI page() {
    return URI.create("http://%s:%d/".formatted(address, PORT));
  }

  TargetGroup group() {
    return group;
  }

  /** Starts to check a target, which gets requests when it is healthy. */
  synchronized void register(String target, int port) {
    String slot =
        IntStream.rangeClosed(1, MAX_TARGETS)
            .mapToObj(i -> "target" + i)
            .filter(free -> !slots.containsValue(free))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no room for another target"));
    slots.put(target, slot);
    command("set server %s/%s addr %s port %d".formatted(BACKEND, slot, target, port));
    // Out of maintenance a server counts as healthy; a target has to show it first.
    command("set server %s/%s state drain".formatted(BACKEND, slot));
    command("set server %s/%s health down".formatted(BACKEND, slot));
    command("set server %s/%s state ready".formatted(BACKEND, slot));
  }

  /** Sends nothing new to a target, and lets go of it after the deregistration delay. */
  void drain(String target) {
    slot(target)
        .ifPresent(slot -> command("set server %s/%s state drain".formatted(BACKEND, slot)));
  }

  synchronized void remove(String target) {
    slot(target)
        .ifPresent(slot -> {
          command("shutdown sessions server %s/%s".formatted(BACKEND, slot));
          command("set server %s/%s state maint".formatted(BACKEND, slot));
          slots.remove(target);
        });
  }

  private synchronized Optional<String> slot(String target) {
    return Optional.ofNullable(slots.get(target));
  }

  /** Targets that get requests. */
  synchronized List<String> healthy() {
    Map<String, String> targets = new HashMap<>();
    slots.forEach((target, slot) -> targets.put(slot, target));
    List<String> healthy = new ArrayList<>();
    for (String line : command("show stat").lines().toList()) {
      String[] columns = line.split(",", -1);
      // pxname, svname, ..., status at 17; "UP 1/2" is on its way down.
      if (columns[0].equals(BACKEND)
          && targets.containsKey(columns[1])
          && columns[17].startsWith("UP")) {
        healthy.add(targets.get(columns[1]));
      }
    }
    return healthy;
  }

  private String command(String command) {
    try (Socket socket = new Socket(address, ADMIN_PORT)) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write((command + "\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    log.destroy();
    Docker.ask(List.of("rm", "--force", name));
  }
}
