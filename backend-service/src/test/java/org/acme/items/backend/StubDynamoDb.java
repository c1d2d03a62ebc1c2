package org.acme.items.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A DynamoDB endpoint that does as a test says: what the real one does too rarely to wait for. */
final class StubDynamoDb implements AutoCloseable {
  private static final String TABLE =
      """
      {"Table": {"TableName": "items", "TableStatus": "ACTIVE",
       "GlobalSecondaryIndexes": [{"IndexName": "newest", "IndexStatus": "ACTIVE"}]}}
      """;

  private final AtomicReference<Mode> mode = new AtomicReference<>(Mode.WORKING);
  private final CountDownLatch reading = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  StubDynamoDb() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  enum Mode {
    WORKING,
    WITHOUT_TABLE,
    THROTTLING
  }

  void set(Mode newMode) {
    mode.set(newMode);
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Waits until an item is being read; the read goes on after {@link #release()}. */
  boolean awaitRead() throws InterruptedException {
    return reading.await(30, TimeUnit.SECONDS);
  }

  void release() {
    released.countDown();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    exchange.getRequestBody().readAllBytes();
    switch (mode.get()) {
      case WITHOUT_TABLE -> send(exchange, 400, error("ResourceNotFoundException"));
      case THROTTLING -> send(exchange, 400, error("ThrottlingException"));
      case WORKING -> {
        if (target.endsWith(".GetItem")) {
          reading.countDown();
          awaitRelease();
        }
        send(exchange, 200, target.endsWith(".DescribeTable") ? TABLE : "{}");
      }
    }
  }

  private void awaitRelease() throws IOException {
    try {
      if (!released.await(30, TimeUnit.SECONDS)) {
        throw new IOException("never released");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static String error(String code) {
    return "{\"__type\": \"com.amazonaws.dynamodb.v20120810#%s\", \"message\": \"stub\"}"
        .formatted(code);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(status, bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
