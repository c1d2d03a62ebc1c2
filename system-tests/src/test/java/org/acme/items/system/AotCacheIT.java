package org.acme.items.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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
  /** Ends where the application would begin, and before that if the cache is refused. */
  private static final String TRY_CACHE =
      "-XX:AOTMode=on -XX:+PrintSharedArchiveAndExit -Xlog:aot=info";

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
    Docker.Answer answer = run(service, List.of("--memory", memory, "--cpus", cpus), "");

    // With linked classes come the archived objects: there are none without the others.
    assertThat(answer.output().lines().filter(line -> line.contains("[aot")))
        .anyMatch(line -> line.contains("Using AOT-linked classes: true"))
        .anyMatch(line -> line.contains("Loaded heap"));
    assertThat(answer.output()).endsWith("archive is valid");
    assertThat(answer.exit()).isZero();
  }

  /** So the test above can fail: these headers are not those of the training. */
  @ParameterizedTest
  @CsvSource({"backend", "frontend"})
  void cacheIsRefusedWhereTheJvmRunsInAnotherWay(String service) {
    Docker.Answer answer = run(service, List.of(), " -XX:+UseCompactObjectHeaders");

    assertThat(answer.output()).endsWith("Unable to use AOT cache.");
    assertThat(answer.exit()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"backend", "frontend"})
  void cacheCanBeReadByAllAndChangedByNobody(String service) {
    String mode =
        Docker.run("run", "--rm", "--entrypoint", "stat", image(service), "-c", "%U %a", "app.aot");

    assertThat(mode).isEqualTo("root 444");
  }

  private Docker.Answer run(String service, List<String> size, String option) {
    List<String> command = new ArrayList<>(List.of("run", "--rm", "--read-only"));
    command.addAll(size);
    command.addAll(List.of("--env", "JAVA_TOOL_OPTIONS=" + TRY_CACHE + option, image(service)));
    return Docker.ask(command);
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
