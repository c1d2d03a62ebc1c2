package org.acme.items.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.acme.items.dev.init.Change;
import org.acme.items.dev.init.Replacement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UndoTest {
  private static final String DONE = "files are replaced";

  @TempDir private Path root;
  private @Nullable Process process;

  @AfterEach
  void stop() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void signalTakesFilesBackThatWereReplacedAndEndsWhatWasStarted() throws Exception {
    Process ended = endedWhenDone("open");

    assertThat(root.resolve("one")).hasContent("before");
    assertThat(root.resolve("two")).doesNotExist();
    assertThat(ended.inputReader().readLine()).isEqualTo("Stopped; everything is as it was");
    assertThat(Files.readString(root.resolve("child")))
        .satisfies(child -> assertThat(ProcessHandle.of(Long.parseLong(child))).isEmpty());
  }

  @Test
  void nothingIsTakenBackAfterItWasClosed() throws Exception {
    Process ended = endedWhenDone("closed");

    assertThat(root.resolve("one")).doesNotExist();
    assertThat(root.resolve("two")).hasContent("after");
    assertThat(ended.inputReader().readLine()).isNull();
  }

  /** As Ctrl-C does: SIGTERM and SIGINT both run the hooks of the JVM. */
  private Process endedWhenDone(String state) throws Exception {
    Files.writeString(root.resolve("one"), "before");
    Process started =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Renaming.class.getName(),
                    root.toString(),
                    state))
            .redirectErrorStream(true)
            .start();
    process = started;
    assertThat(started.inputReader().readLine()).isEqualTo(DONE);
    assertThat(root.resolve("two")).hasContent("after");

    started.toHandle().destroy(); // which leaves what it printed to be read

    assertThat(started.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return started;
  }

  /** Replaces a file, starts a process, and waits for its end. */
  static final class Renaming {
    private Renaming() {}

    public static void main(String[] arguments) throws Exception {
      Path root = Path.of(arguments[0]);
      Console console = new Console(System.out, false);
      try (Undo undo = new Undo(console)) {
        Change change = new Change(Path.of("one"), Path.of("two"), "before", "after", 1);
        Replacement replacement = new Replacement(root, List.of(change));
        undo.with(replacement::undo);
        replacement.run();
        if (arguments[1].equals("open")) {
          Process child = new ProcessBuilder("sleep", "60").start();
          Files.writeString(root.resolve("child"), Long.toString(child.pid()));
          waitForTheEnd();
        }
      }
      waitForTheEnd();
    }

    private static void waitForTheEnd() {
      System.out.println(DONE);
      while (true) {
        LockSupport.park();
      }
    }
  }
}
