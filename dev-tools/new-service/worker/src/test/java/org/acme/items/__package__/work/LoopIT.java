package org.acme.items.__package__.work;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged service as a process: how it works, reports itself, and ends. */
class LoopIT {
  private static final Path LOG = Path.of("target", "loop.log");
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private String url = "";

  @SuppressWarnings("NullAway.Init") // before every test
  private Process worker;

  @BeforeEach
  void start() throws IOException {
    int port = freePort();
    url = "http://127.0.0.1:" + port;
    ProcessBuilder command =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-jar",
                "target/quarkus-app/quarkus-run.jar")
            .redirectErrorStream(true)
            .redirectOutput(LOG.toFile());
    command
        .environment()
        .putAll(
            Map.of(
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", Integer.toString(port),
                "SHUTDOWN_DELAY", "PT0S",
                "WORK_PAUSE", "10ms"));
    worker = command.start();
  }

  @AfterEach
  void stop() {
    worker.destroyForcibly();
  }

  @Test
  void turnsAreCountedAndTheServiceIsWell() throws Exception {
    await(() -> status("/q/health/ready") == 200);
    await(() -> turns() > 1);

    assertThat(status("/q/health/live")).isEqualTo(200);
  }

  @Test
  void requestToStopEndsTheWorkAndThenTheProcess() throws Exception {
    await(() -> status("/q/health/ready") == 200);

    worker.destroy();

    assertThat(worker.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(worker.exitValue()).as("ended by SIGTERM").isEqualTo(143);
    assertThat(Files.readString(LOG)).contains("work ends turns=").doesNotContain("ERROR");
  }

  private double turns() {
    return given()
        .get(url + "/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith("work_turns_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private int status(String path) {
    return given().get(url + path).statusCode();
  }

  private void await(BooleanSupplier condition) throws InterruptedException {
    Instant deadline = Instant.now().plus(DEADLINE);
    while (Instant.now().isBefore(deadline)) {
      if (isTrue(condition)) {
        return;
      }
      if (worker.waitFor(50, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    throw new AssertionError("it never came to that; see " + LOG);
  }

  /** REST Assured throws what cannot be declared while nobody listens. */
  private static boolean isTrue(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (Exception e) {
      if (e instanceof IOException) {
        return false;
      }
      throw e;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
