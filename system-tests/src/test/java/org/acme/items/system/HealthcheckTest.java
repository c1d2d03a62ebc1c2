package org.acme.items.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What decides in containers, on laptops and on ECS alike, whether a container is well. */
class HealthcheckTest {
  @TempDir private Path folder;
  private HttpServer server;
  private volatile int live = 200;
  private volatile int ready = 503;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(
              exchange.getRequestURI().getPath().equals("/live") ? live : ready, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void containerThatIsNotReadyYetIsNotWell() throws IOException, InterruptedException {
    assertThat(check("/live", "/ready")).isNotZero();
    ready = 200;
    assertThat(check("/live", "/ready")).isZero();
  }

  @Test
  void containerThatWasReadyOnceIsWellWhileItLives() throws IOException, InterruptedException {
    ready = 200;
    assertThat(check("/live", "/ready")).isZero();
    ready = 503;
    assertThat(check("/live", "/ready")).isZero();
    live = 503;
    assertThat(check("/live", "/ready")).isNotZero();
  }

  @Test
  void onePathIsAskedEachTime() throws IOException, InterruptedException {
    assertThat(check("/live")).isZero();
    assertThat(check("/ready")).isNotZero();
  }

  @Test
  void nobodyThereIsNotWell() throws IOException, InterruptedException {
    server.stop(0);
    assertThat(check("/live")).isNotZero();
  }

  private int check(String... paths) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash",
                Path.of("../scripts/healthcheck").toString(),
                Integer.toString(server.getAddress().getPort())));
    command.addAll(List.of(paths));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("READY_FILE", folder.resolve("was-ready").toString());
    Process process = builder.start();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
