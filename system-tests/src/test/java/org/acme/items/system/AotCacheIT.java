package org.acme.items.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.acme.items.drill.ecs.Await;
import org.acme.items.drill.ecs.Docker;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The JVM of an image takes the AOT cache that was made with it, as its entry point is, and in
 * tasks of all sizes. Where it refuses a cache it would only say so, and start slowly. Needs {@code
 * -Dcompose=<project>} of a system that runs.
 */
@EnabledIfSystemProperty(
    named = "compose",
    matches = ".+",
    disabledReason = "needs a compose project that runs")
class AotCacheIT {
  /** With it the JVM ends where it otherwise would go on without the cache. */
  private static final String MUST_BE_USED = "-XX:AOTMode=on -Xlog:aot=info";

  private static final String USED = "Using AOT-linked classes: true";
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
    List<String> words = start(service, List.of("--memory", memory, "--cpus", cpus), "");

    // With linked classes come the objects that were archived.
    assertThat(words).anyMatch(line -> line.contains(USED));
    assertThat(words).anyMatch(line -> line.contains("Loaded heap"));
  }

  /** So the test above can fail: these headers are not those of the training. */
  @ParameterizedTest
  @CsvSource({"backend", "frontend"})
  void cacheIsRefusedWhereTheJvmRunsInAnotherWay(String service) {
    List<String> words = start(service, List.of(), " -XX:+UseCompactObjectHeaders");

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

  /** What the JVM says until it uses the cache or has ended. */
  private List<String> start(String service, List<String> size, String option) {
    List<String> command = new ArrayList<>(List.of("run", "--detach", "--read-only"));
    command.addAll(size);
    command.addAll(List.of("--env", "JAVA_TOOL_OPTIONS=" + MUST_BE_USED + option, image(service)));
    String container = Docker.run(command);
    try {
      Await.until(
          "the JVM has decided",
          DEADLINE,
          () -> logs(container).contains(USED) || !runs(container));
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
