package org.acme.items.frontend.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
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
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
    String head =
        """
        POST /items HTTP/1.1
        Host: localhost
        Origin: http://localhost
        Content-Type: application/x-www-form-urlencoded
        Content-Length: 9

        """;
    socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(US_ASCII));
    return socket;
  }

  public static final class OneAtOnce implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("limits.requests-at-once", "1");
    }
  }
}
