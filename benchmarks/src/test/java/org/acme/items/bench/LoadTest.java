package org.acme.items.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.acme.items.bench.Load.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final Duration MOMENT = Duration.ofMillis(500);

  private final Vertx vertx = Vertx.vertx();
  private final StandIns standIns = new StandIns(vertx);
  private final Load load = new Load(vertx);

  @AfterEach
  void close() {
    load.close();
    standIns.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void asFastAsItGoesSendsUntilTheTimeIsOver() throws Exception {
    Load.Result result = load.asFastAsItGoes(port(), Request.get(), MOMENT);

    assertThat(result.requests()).isGreaterThan(16);
    assertThat(result.micros().getTotalCount()).isEqualTo(result.requests());
    assertThat(result.took()).isGreaterThanOrEqualTo(MOMENT.minusMillis(100));
  }

  @Test
  void aRateIsKept() throws Exception {
    Load.Result result = load.at(200, port(), Request.get(), Duration.ofSeconds(2), 1);

    // Random arrivals: 400, give or take four standard deviations of 20.
    assertThat(result.requests()).isBetween(320L, 480L);
  }

  @Test
  void eachClientChangesAnItemOfItsOwnInTheVersionThatItSawLast() throws Exception {
    Map<String, Integer> versions = new ConcurrentHashMap<>();
    HttpServer items =
        vertx
            .createHttpServer()
            .requestHandler(request -> {
              int version = versions.getOrDefault(request.path(), 1);
              boolean known = ("\"" + version + "\"").equals(request.getHeader("If-Match"));
              versions.put(request.path(), known ? version + 1 : version);
              request
                  .response()
                  .setStatusCode(known ? 200 : 412)
                  .putHeader("ETag", "\"" + (version + 1) + "\"")
                  .end();
            })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get();

    Load.Result result = load.asFastAsItGoes(items.actualPort(), Request.put(), MOMENT);
    Load.Result later = load.asFastAsItGoes(items.actualPort(), Request.put(), MOMENT);

    assertThat(versions).hasSize(Load.CONNECTIONS);
    assertThat(versions.values().stream().mapToInt(version -> version - 1).sum())
        .isEqualTo((int) (result.requests() + later.requests()))
        .isGreaterThan(2 * Load.CONNECTIONS);
  }

  @Test
  void aWrongStatusEndsIt() {
    Request wrong = new Request(HttpMethod.GET, "/items/x", null, 404);

    assertThatIllegalStateException()
        .isThrownBy(() -> load.asFastAsItGoes(port(), wrong, MOMENT))
        .withMessageContaining("GET /items/x was answered with status 200");
  }

  private int port() {
    return URI.create(standIns.url()).getPort();
  }
}
