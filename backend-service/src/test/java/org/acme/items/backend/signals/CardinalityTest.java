package org.acme.items.backend.signals;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.stream.IntStream;
import org.acme.items.backend.DynamoDbLocal;
import org.junit.jupiter.api.Test;

/** What people ask for does not decide how many series there are: each costs, in every task. */
@QuarkusTest
@QuarkusTestResource(DynamoDbLocal.class)
class CardinalityTest {
  private static final int REQUESTS = 1000;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void idsAndUnknownPathsAddNoSeries() {
    ask(0);
    Set<String> before = series();

    IntStream.range(1, REQUESTS).parallel().forEach(this::ask);

    assertThat(series()).isEqualTo(before);
    assertThat(before)
        .contains(
            "http_server_requests_seconds_count{method=\"GET\",outcome=\"CLIENT_ERROR\",status=\"404\",uri=\"/items/{id}\"}");
  }

  private void ask(int i) {
    assertThat(get("/items/019aa0f6-5a3c-7b21-9c4e-%012x".formatted(i))).isEqualTo(404);
    assertThat(get("/unknown-" + i + "/of-many")).isEqualTo(404);
  }

  private int get(String path) {
    try {
      URI uri = URI.create("http://127.0.0.1:%d%s".formatted(RestAssured.port, path));
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Those of requests and calls, without their values. */
  private static Set<String> series() {
    return given()
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith("http_server_requests") || line.startsWith("dynamodb"))
        .map(line -> line.replaceFirst(" # .*", "").replaceFirst(" [^ ]+$", ""))
        .collect(toSet());
  }
}
