package org.acme.items.system.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.acme.items.system.docs.Markdown.Block;
import org.acme.items.system.docs.Terminal.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // filled before each test
  private Terminal terminal;

  @BeforeEach
  void open() throws IOException {
    terminal = new Terminal(folder, System.getenv());
  }

  @AfterEach
  void close() {
    terminal.close();
  }

  @Test
  void whatOneCommandSetsHoldsForTheNext() throws IOException, InterruptedException {
    terminal.type("mkdir inner && cd inner && export NAME=tea", SOON);

    assertThat(terminal.type("echo \"$NAME in ${PWD##*/}\"", SOON))
        .isEqualTo(new Answer(0, "tea in inner\n"));
  }

  @Test
  void commandInAPipeThatFailsIsAFailure() throws IOException, InterruptedException {
    assertThat(terminal.type("(echo before; exit 3) | cat", SOON))
        .isEqualTo(new Answer(3, "before\n"));
  }

  @Test
  void commandThatDoesNotEndIsEnded() throws IOException, InterruptedException {
    Answer answer = terminal.type("echo begun; tail -f /dev/null", Duration.ofSeconds(1));

    assertThat(answer.exit()).isEqualTo(124);
    assertThat(answer.output()).contains("begun", "had not ended after 1 s");
  }

  @Test
  void commandCannotReadTheNextOnes() throws IOException, InterruptedException {
    assertThat(terminal.type("cat; echo read", SOON).output()).isEqualTo("read\n");
  }

  @Test
  void linesThatBelongTogetherAreOneCommand() {
    Block block =
        new Block(
            "a.md",
            10,
            "sh",
            """
            # first of all
            ./dev up   # starts

            for i in 1 2; do
              echo $i
            done
            echo one \\
              two
            cat <<END
            text
            END
            """);

    assertThat(Command.of(block))
        .containsExactly(
            new Command("a.md:11", "./dev up   # starts"),
            new Command("a.md:13", "for i in 1 2; do\n  echo $i\ndone"),
            new Command("a.md:16", "echo one \\\n  two"),
            new Command("a.md:18", "cat <<END\ntext\nEND"));
    assertThat(Command.of(block).getFirst().withoutComment()).isEqualTo("./dev up");
  }
}
