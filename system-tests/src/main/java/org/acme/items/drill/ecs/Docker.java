package org.acme.items.drill.ecs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The command line of Docker. */
public final class Docker {
  /** On everything that drills make, so that they can clean up after one that was killed. */
  public static final String LABEL = "org.acme.items.drill";

  /**
   * More options for each {@code docker run}, such as {@code --cgroup-parent=/} where other work on
   * the machine would leave the containers nothing.
   */
  private static final String OPTIONS = "DRILL_DOCKER_OPTIONS";

  private Docker() {}

  /** What every container gets. */
  public static List<String> options(String cpuShares) {
    Stream<String> own = Stream.of("--label", LABEL, "--cpu-shares", cpuShares);
    String more = System.getenv().getOrDefault(OPTIONS, "").strip();
    return Stream.concat(own, more.isEmpty() ? Stream.of() : Arrays.stream(more.split(" +")))
        .toList();
  }

  /** What a command said, and how it ended. */
  public record Answer(int exit, String output) {}

  /** Runs a command and returns what it says. */
  public static Answer ask(List<String> arguments) {
    try {
      Process process =
          new ProcessBuilder(Stream.concat(Stream.of("docker"), arguments.stream()).toList())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Answer(process.waitFor(), output.strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("docker was interrupted", e);
    }
  }

  /**
   * Runs a command that has to work.
   *
   * @throws IllegalStateException if it does not, with what it said
   */
  public static String run(String... arguments) {
    return run(Arrays.asList(arguments));
  }

  /** As the other. */
  public static String run(List<String> arguments) {
    Answer answer = ask(arguments);
    if (answer.exit() != 0) {
      throw new IllegalStateException(
          "docker %s: %s".formatted(String.join(" ", arguments), answer.output()));
    }
    return answer.output();
  }

  /** Whether an engine answers. */
  public static boolean answers() {
    try {
      return ask(List.of("version", "--format", "{{.Server.Version}}")).exit() == 0;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** Removes the containers and networks that a drill left, its own or an earlier one's. */
  public static void cleanUp() {
    remove(List.of("ps", "-aq"), List.of("rm", "--force", "--volumes"));
    remove(List.of("network", "ls", "-q"), List.of("network", "rm"));
  }

  private static void remove(List<String> list, List<String> remove) {
    String ids =
        run(Stream.concat(list.stream(), Stream.of("--filter", "label=" + LABEL)).toList());
    if (!ids.isEmpty()) {
      run(Stream.concat(remove.stream(), ids.lines()).toList());
    }
  }
}
