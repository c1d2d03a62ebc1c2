package org.acme.items.dev.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowARequestTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CREATED = "10:00 INFO  item created id=1 version=1 " + TRACE + "\n";
  private static final String ANSWERED = "10:00 INFO  request answered method=POST " + TRACE + "\n";

  @TempDir private Path folder;
  private LabRoot root = new LabRoot(Path.of("."));

  @BeforeEach
  void startSystem() throws IOException {
    root = new LabRoot(folder);
    root.noteRunning(Map.of("backend", 1, "frontend", 2));
    root.write(".dev/logs/backend.log", CREATED);
    root.write(".dev/logs/frontend.log", ANSWERED);
  }

  @Test
  void requestInBothLogsIsDone() {
    assertThat(check()).isZero();
    assertThat(folder.resolve(".dev/labs/1")).exists();
  }

  @Test
  void requestThatTheFrontendNeverMetIsNot() throws IOException {
    root.write(".dev/logs/frontend.log", ANSWERED.replace(TRACE, TRACE.replace('4', '5')));

    assertThat(check()).isEqualTo(1);
    assertThat(root.said()).contains("not yet    0 lines of " + TRACE);
  }

  @Test
  void requestThatMadeNothingIsNot() throws IOException {
    root.write(".dev/logs/backend.log", ANSWERED);

    assertThat(check()).isEqualTo(1);
    assertThat(root.said()).contains("not yet    the backend says that the request made an item");
  }

  @Test
  void logsOfASystemThatHasEndedDoNotCount() throws IOException {
    root.noteRunning(Map.of("backend", 1));

    assertThat(check()).isEqualTo(1);
    assertThat(root.said()).contains("not yet    frontend runs");
  }

  @Test
  void withoutAnIdItSaysHowToFindOne() {
    assertThat(root.dev("lab", "check", "1")).isEqualTo(1);
    assertThat(root.said()).contains("./dev lab check 1 --trace ID");
  }

  private int check() {
    return root.dev("lab", "check", "1", "--trace", TRACE);
  }
}
