package org.acme.items.frontend.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.acme.items.frontend.BackendStub;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackendStub.class)
@TestProfile(ConcurrencyLimitTest.OneAtOnce.class)
class ConcurrencyLimitTest {

  @Test
  void whatComesWhileTheTaskIsBusyIsRefusedAndHealthIsNot() throws IOException {
    try (Socket _ = requestWithoutItsBody()) {
      awaitStatus(503);

      given()
          .get("/")
          .then()
          .statusCode(503)
          .header("Retry-After", "1")
          .header("Service-Version", notNullValue())
          .contentType("text/plain")
          .body(containsString("Nothing was changed"));
      given().get("/q/health/live").then().statusCode(200);
    }

    awaitStatus(200);
  }

  private static void awaitStatus(int status) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          while (given().get("/").statusCode() != status) {
            Thread.onSpinWait();
          }
        });
  }

  private static Socket requestWithoutItsBody() throws IOException {
    Socket socket = new Socket("127.0.0.1", RestAssured.port);
    socket
        .getOutputStream()
        .write(
            "POST /items HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  public static final class OneAtOnce implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("limits.requests-at-once", "1");
    }
  }
}
