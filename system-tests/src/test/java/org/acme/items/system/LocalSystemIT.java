package org.acme.items.system;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.acme.items.dev.LocalSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./dev up} runs. */
@DisabledIfSystemProperty(
    named = "target",
    matches = ".+",
    disabledReason = "looks at a system of its own, not at the target")
class LocalSystemIT {
  @TempDir private Path state;

  @Test
  void dataSurvivesARestartAndNothingElseDoes() throws IOException {
    String id;
    List<String> urls;
    List<ProcessHandle> before = children();
    try (LocalSystem system = SystemUnderTest.create(state)) {
      system.start();
      urls = List.of(system.url("frontend"), system.url("backend"));
      id = createItem(system);
      assertThat(children()).hasSize(before.size() + 1 + system.services().size());
    }
    assertThat(children()).isEqualTo(before);
    assertThat(urls).noneMatch(LocalSystemIT::isListening);

    try (LocalSystem system = SystemUnderTest.create(state)) {
      system.start();

      given()
          .get(system.url("backend") + "/items")
          .then()
          .statusCode(200)
          .body("items.id", hasItem(id));
    }
  }

  private static String createItem(LocalSystem system) throws IOException {
    return given()
        .contentType(ContentType.JSON)
        .body(Files.readString(Path.of("../contracts/new-item.json")))
        .post(system.url("backend") + "/items")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** DynamoDB Local takes any credentials, so nobody else on the network may reach it. */
  @Test
  void everythingListensOnLoopbackOnly() throws IOException {
    try (LocalSystem system = SystemUnderTest.create(state)) {
      system.start();

      List<Integer> ports =
          Files.readAllLines(state.resolve("processes")).stream()
              .map(line -> Integer.valueOf(line.split(" ", 4)[2]))
              .toList();

      assertThat(ports).hasSize(1 + system.services().size());
      for (InetAddress address : addressesOfThisMachine()) {
        for (int port : ports) {
          assertThatThrownBy(() -> new Socket(address, port).close())
              .as("%s port %d", address, port)
              .isInstanceOf(ConnectException.class);
        }
      }
    }
  }

  @Test
  void webPagesMayNotCallDynamoDbLocal() throws IOException {
    try (LocalSystem system = SystemUnderTest.create(state)) {
      system.start();
      String dynamoDb = Files.readAllLines(state.resolve("processes")).getFirst();

      for (String origin : List.of("http://evil.example", "http://localhost")) {
        given()
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "x-amz-target")
            .options("http://localhost:" + dynamoDb.split(" ", 4)[2])
            .then()
            .header("Access-Control-Allow-Origin", nullValue());
      }
    }
  }

  private static List<InetAddress> addressesOfThisMachine() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .toList();
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current().children().sorted().toList();
  }

  private static boolean isListening(String url) {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), URI.create(url).getPort())) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
