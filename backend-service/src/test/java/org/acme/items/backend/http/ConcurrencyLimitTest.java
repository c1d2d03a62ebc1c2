package org.acme.items.backend.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Behind it is a server that answers when the test says so. */
class ConcurrencyLimitTest {
  private static final LimitsConfig LIMITS =
      new LimitsConfig() {
        @Override
        public int requestsPerSecond() {
          return 1;
        }

        @Override
        public int requestsAtOnce() {
          return 1;
        }

        @Override
        public Duration bodyTimeout() {
          return Duration.ofSeconds(10);
        }

        @Override
        public MemorySize bodySize() {
          return new MemorySize(BigInteger.TEN);
        }
      };

  private final BlockingQueue<RoutingContext> waiting = new LinkedBlockingQueue<>();
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server = start();
  private final HttpClient http = HttpClient.newHttpClient();

  private HttpServer start() {
    ConcurrencyLimit limit = new ConcurrencyLimit(new ObjectMapper(), LIMITS);
    Router router = Router.router(vertx);
    router.route().handler(limit::count);
    router.route("/q/*").handler(exchange -> exchange.end("well"));
    router.route("/quick").handler(exchange -> exchange.end("done"));
    router.route().handler(waiting::add);
    return vertx
        .createHttpServer()
        .requestHandler(router)
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  @AfterEach
  void stop() {
    http.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void whatComesWhileAllIsTakenIsRefusedAndHealthIsNot() throws Exception {
    CompletableFuture<HttpResponse<String>> first = send("/slow");
    RoutingContext underWay = next();

    HttpResponse<String> refused = send("/quick").join();

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(refused.body()).contains("urn:problem:items:unavailable");
    assertThat(send("/q/health/live").join().statusCode()).isEqualTo(200);

    underWay.end("at last");
    assertThat(first.join().body()).isEqualTo("at last");
    awaitStatus(200);
  }

  @Test
  void whoeverGoesAwayMakesRoom() throws Exception {
    CompletableFuture<HttpResponse<String>> first = send("/slow");
    next();
    awaitStatus(503);

    first.cancel(true);

    awaitStatus(200);
  }

  @Test
  void requestsAreNotCountedBeforeTheirBodyIsThere() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      String head = "POST /slow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nbo";
      socket.getOutputStream().write(head.getBytes(US_ASCII));
      next().request().resume();
      assertThat(send("/quick").join().statusCode()).isEqualTo(200);

      socket.getOutputStream().write("dy".getBytes(US_ASCII));

      awaitStatus(503);
    }
    awaitStatus(200);
  }

  private RoutingContext next() throws InterruptedException {
    RoutingContext exchange = waiting.poll(10, TimeUnit.SECONDS);
    assertThat(exchange).isNotNull();
    return exchange;
  }

  private void awaitStatus(int status) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          while (send("/quick").join().statusCode() != status) {
            Thread.onSpinWait();
          }
        });
  }

  private CompletableFuture<HttpResponse<String>> send(String path) {
    return http.sendAsync(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d%s".formatted(server.actualPort(), path)))
            .build(),
        BodyHandlers.ofString());
  }
}
