package org.acme.items.drill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.acme.items.drill.ecs.Await;
import org.jspecify.annotations.Nullable;

/**
 * Something between a service and what it needs, DynamoDB Local or a backend: passes requests on,
 * late or not at all, or answers as DynamoDB does when it is throttled.
 */
final class FaultyProxy implements AutoCloseable {
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection", "content-length", "host", "transfer-encoding", "upgrade", "http2-settings");

  private static final String THROTTLED =
      """
      {"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",\
      "message":"The level of configured provisioned throughput was exceeded."}\
      """;

  private final String host;
  private final URI target;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Random random = new Random(1);
  private volatile Duration delay = Duration.ZERO;
  private volatile double throttled;
  private @Nullable HttpServer server;
  private int port;

  FaultyProxy(String host, URI target) {
    this.host = host;
    this.target = target;
    accept();
  }

  URI address() {
    return URI.create("http://%s:%d".formatted(host, port));
  }

  /** Passes everything on so much later. */
  void delay(Duration longer) {
    delay = longer;
  }

  /** Refuses this share of requests, 0 to 1, as a throttled table does; its description is free. */
  void throttle(double share) {
    throttled = share;
  }

  /** Refuses connections, and breaks those that are there. */
  void refuse() {
    HttpServer running = server;
    if (running != null) {
      running.stop(0);
      server = null;
    }
  }

  /** Accepts connections again, at the address that it had. */
  void accept() {
    if (server != null) {
      return;
    }
    try {
      HttpServer next = HttpServer.create(new InetSocketAddress(host, port), 0);
      next.setExecutor(threads);
      next.createContext("/", this::handle);
      next.start();
      port = next.getAddress().getPort();
      server = next;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Await.elapse(delay);
      String operation = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
      if (throttled > 0 && !operation.contains("Describe") && random.nextDouble() < throttled) {
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        byte[] answer = THROTTLED.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(400, answer.length);
        exchange.getResponseBody().write(answer);
        return;
      }
      pass(exchange, body);
    }
  }

  private void pass(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI().toString()))
            .timeout(Duration.ofSeconds(10))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!HOP_BY_HOP.contains(name.toLowerCase(java.util.Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    try {
      HttpResponse<byte[]> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      answer
          .headers()
          .map()
          .forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(java.util.Locale.ROOT))
                && !name.startsWith(":")) {
              exchange.getResponseHeaders().put(name, values);
            }
          });
      exchange.sendResponseHeaders(
          answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    refuse();
    threads.shutdownNow();
    http.shutdownNow();
  }
}
