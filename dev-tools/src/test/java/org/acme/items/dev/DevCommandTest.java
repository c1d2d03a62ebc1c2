package org.acme.items.dev;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevCommandTest {
  @TempDir private Path root;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  @Test
  void wrongUsageEndsWithTwo() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("fly")).isEqualTo(2);
    assertThat(run("up", "--high")).isEqualTo(2);
  }

  @Test
  void statusOfNothingIsNotReady() throws IOException {
    writeService(9000);

    assertThat(run("status")).isEqualTo(1);
    assertThat(said()).contains("one        not running");
  }

  @Test
  void downWithNothingRunningSaysSo() {
    assertThat(run("down")).isZero();
    assertThat(said()).contains("Nothing is running");
  }

  @Test
  void takenPortIsNamedWithAWayOut() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      writeService(taken.getLocalPort());

      assertThat(run("up")).isEqualTo(1);
      assertThat(said())
          .contains("Port %d, for one, is taken".formatted(taken.getLocalPort()))
          .contains("ONE_PORT=");
    }
  }

  @Test
  void secondUpIsRefused() throws IOException {
    writeService(9000);
    Files.createDirectories(root.resolve(".dev"));
    try (FileChannel channel =
            FileChannel.open(
                root.resolve(".dev/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      assertThat(run("up")).isEqualTo(1);
      assertThat(said()).contains("It is running already");
    }
  }

  @Test
  void downStopsWhatAKilledLauncherLeft() throws IOException {
    Process left = new ProcessBuilder(List.of("sleep", "300")).start();
    new RunFile(root.resolve(".dev/processes")).note(left.toHandle(), 9000, "one");

    assertThat(run("down")).isZero();

    assertThat(left.onExit().orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join().isAlive())
        .isFalse();
    assertThat(root.resolve(".dev/processes")).doesNotExist();
  }

  @Test
  void processThatGotTheSamePidIsLeftAlone() throws IOException {
    Process other = new ProcessBuilder(List.of("sleep", "300")).start();
    try {
      Files.createDirectories(root.resolve(".dev"));
      Files.writeString(root.resolve(".dev/processes"), other.pid() + " 12345 9000 one\n");

      assertThat(run("down")).isZero();

      assertThat(other.isAlive()).isTrue();
    } finally {
      LocalProcess.stop(other.toHandle(), Duration.ofSeconds(5));
    }
  }

  private int run(String... arguments) {
    return DevCommand.run(
        new Workspace(root), new Console(new PrintStream(output, true, UTF_8), false), arguments);
  }

  private String said() {
    return output.toString(UTF_8);
  }

  private void writeService(int port) throws IOException {
    Path file = root.resolve("one-service/service.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        name: one
        port: 8080
        localPort: %d
        health: { live: /live, ready: /ready }
        calls: []
        tables: {}
        """
            .formatted(port));
  }
}
