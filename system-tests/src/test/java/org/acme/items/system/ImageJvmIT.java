package org.acme.items.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.acme.items.drill.ecs.Await;
import org.acme.items.drill.ecs.Docker;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The JVM of an image, as its entry point is, in tasks of all sizes: it takes the AOT cache that
 * was made with it, and a heap that leaves room for the rest. Where it refuses a cache it would
 * only say so, and start slowly. Needs {@code -Dcompose=<project>} of a system that runs.
 */
@EnabledIfSystemProperty(
    named = "compose",
    matches = ".+",
    disabledReason = "needs a compose project that runs")
class ImageJvmIT {
  /** With it the JVM ends where it otherwise would go on without the cache. */
  private static final String MUST_BE_USED = "-XX:AOTMode=on -Xlog:aot=info";

  private static final String USED = "Using AOT-linked classes: true";

  /** Said before anything runs. */
  private static final Pattern HEAP = Pattern.compile("Heap (?:Initial|Max) Capacity: ([0-9]+)M");

  private static final Duration DEADLINE = Duration.ofMinutes(1);

  private final String project = System.getProperty("compose", "");

  @ParameterizedTest
  @CsvSource({
    "backend, 512m, 0.25",
    "backend, 1024m, 0.5",
    "backend, 8192m, 2",
    "frontend, 512m, 0.25",
    "frontend, 1024m, 0.5",
    "frontend, 8192m, 2"
  })
  void cacheIsUsed(String service, String memory, String cpus) {
    List<String> size = List.of("--memory", memory, "--cpus", cpus);
    List<String> words = start(service, size, MUST_BE_USED, USED);

    // With linked classes come the objects that were archived.
    assertThat(words).anyMatch(line -> line.contains(USED));
    assertThat(words).anyMatch(line -> line.contains("Loaded heap"));
  }

  /** A heap that begins much smaller moves to the old generation what is under way. */
  @ParameterizedTest
  @CsvSource({
    "backend, 512, 102, 205",
    "backend, 1024, 205, 410",
    "frontend, 512, 102, 205",
    "frontend, 1024, 205, 410"
  })
  void heapHasHalfOfItsMaximumFromTheStart(String service, int memory, int initial, int max) {
    List<String> size = List.of("--memory", memory + "m");
    List<String> words = start(service, size, "-Xlog:gc+init", "Pre-touch");

    List<Integer> capacities =
        words.stream()
            .flatMap(line -> HEAP.matcher(line).results())
            .map(match -> Integer.parseInt(match.group(1)))
            .toList();
    // The JVM rounds up, to 2 MiB for each generation.
    assertThat(capacities).hasSize(2);
    assertThat(capacities.getFirst()).isBetween(initial, initial + 4);
    assertThat(capacities.getLast()).isBetween(max, max + 4);
  }

  /** So the test above can fail: these headers are not those of the training. */
  @ParameterizedTest
  @CsvSource({"backend", "frontend"})
  void cacheIsRefusedWhereTheJvmRunsInAnotherWay(String service) {
    String other = MUST_BE_USED + " -XX:+UseCompactObjectHeaders";
    List<String> words = start(service, List.of(), other, USED);

    assertThat(words).noneMatch(line -> line.contains(USED));
    assertThat(words).contains("Unable to use AOT cache.");
  }

  @ParameterizedTest
  @CsvSource({"backend", "frontend"})
  void cacheCanBeReadByAllAndChangedByNobody(String service) {
    String mode =
        Docker.run("run", "--rm", "--entrypoint", "stat", image(service), "-c", "%U %a", "app.aot");

    assertThat(mode).isEqualTo("root 644");
  }

  /** What the JVM says until it has said something or has ended. */
  private List<String> start(String service, List<String> size, String options, String until) {
    List<String> command = new ArrayList<>(List.of("run", "--detach", "--read-only"));
    command.addAll(size);
    command.addAll(List.of("--env", "JAVA_TOOL_OPTIONS=" + options, image(service)));
    String container = Docker.run(command);
    try {
      Await.until(
          "the JVM has said it",
          DEADLINE,
          () -> logs(container).contains(until) || !runs(container));
      return logs(container).lines().toList();
    } finally {
      Docker.run("rm", "--force", container);
    }
  }

  private static String logs(String container) {
    return Docker.run("logs", container);
  }

  private static boolean runs(String container) {
    return Docker.run("inspect", "--format", "{{.State.Running}}", container).equals("true");
  }

  private String image(String service) {
    String containers =
        Docker.run(
            "ps",
            "-q",
            "--filter",
            "label=com.docker.compose.project=" + project,
            "--filter",
            "label=com.docker.compose.service=" + service);
    String container =
        containers
            .lines()
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no container of " + service));
    return Docker.run("inspect", "--format", "{{.Image}}", container);
  }
}
