package org.acme.items.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A DynamoDB endpoint that does as a test says: what the real one does too rarely to wait for. */
public final class StubDynamoDb implements AutoCloseable {
  private static final String TABLE =
      """
      {"Table": {"TableName": "items", "TableStatus": "ACTIVE",
       "GlobalSecondaryIndexes": [{"IndexName": "newest", "IndexStatus": "ACTIVE"}]}}
      """;

  private final AtomicReference<Mode> mode = new AtomicReference<>(Mode.WORKING);
  private final Map<String, Integer> calls = new ConcurrentHashMap<>();
  private final CountDownLatch reading = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  public StubDynamoDb() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public enum Mode {
    /** Answers, but keeps reads of an item waiting for {@link #release()}. */
    WORKING,
    /** Answers nothing before {@link #release()}. */
    HANGING,
    WITHOUT_TABLE,
    THROTTLING
  }

  public void set(Mode newMode) {
    mode.set(newMode);
  }

  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** How many calls of an operation came, for example {@code GetItem}. */
  public int calls(String operation) {
    return calls.getOrDefault(operation, 0);
  }

  /** How many calls came. */
  public int calls() {
    return calls.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Waits until an item is being read; the read goes on after {@link #release()}. */
  public boolean awaitRead() throws InterruptedException {
    return reading.await(30, TimeUnit.SECONDS);
  }

  public void release() {
    released.countDown();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    exchange.getRequestBody().readAllBytes();
    calls.merge(target.substring(target.indexOf('.') + 1), 1, Integer::sum);
    switch (mode.get()) {
      case HANGING -> {
        awaitRelease();
        send(exchange, 200, target.endsWith(".DescribeTable") ? TABLE : "{}");
      }
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
