package org.acme.items.dev.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.acme.items.dev.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionTest {
  @TempDir private Path root;

  /** As Ctrl-C does: SIGTERM and SIGINT both run the hooks of the JVM. */
  @Test
  void requestToEndHalfWayTakesEverythingBack() throws Exception {
    Files.writeString(root.resolve("old"), "as it was");
    Files.writeString(root.resolve("second"), "as it was");
    Process process =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-cp",
                    System.getProperty("java.class.path"),
                    HalfWay.class.getName(),
                    root.toString()))
            .redirectErrorStream(true)
            .start();
    assertThat(process.inputReader().readLine()).isEqualTo("half way");
    assertThat(Files.readString(root.resolve("old"))).isEqualTo("new");
    assertThat(root.resolve("made/file")).exists();

    process.destroy();

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(root.resolve("old"))).isEqualTo("as it was");
    assertThat(Files.readString(root.resolve("second"))).isEqualTo("as it was");
    try (var left = Files.list(root)) {
      assertThat(left)
          .extracting(Path::getFileName)
          .extracting(Path::toString)
          .containsExactlyInAnyOrder("old", "second");
    }
  }

  /** Waits for its end with some of its moves done, and others not. */
  static final class HalfWay {
    private HalfWay() {}

    public static void main(String[] arguments) {
      Path root = Path.of(arguments[0]);
      try (Transaction transaction = new Transaction(new Workspace(root), HalfWay::reached)) {
        transaction.make("made", Map.of("file", "new"));
        transaction.replace("old", "new");
        transaction.replace("second", "new");
        transaction.commit();
      }
    }

    private static void reached(Path path) {
      if (path.endsWith("old/second")) {
        System.out.println("half way");
        LockSupport.park();
      }
    }
  }
}
