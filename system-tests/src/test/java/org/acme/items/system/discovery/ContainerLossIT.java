package org.acme.items.system.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A backend's container is lost while visitors come. Needs Docker and the system of {@code
 * docker-compose.yml} with three backends: {@code -Dcompose=<project> -Dtarget=<its page>}.
 */
@EnabledIfSystemProperty(
    named = "compose",
    matches = ".+",
    disabledReason = "needs a compose project with three backends")
class ContainerLossIT {
  /** Half a processor serves them at ease, as soon as it has compiled what it needs. */
  private static final int VISITS_PER_SECOND = 20;

  private static final int VISITS = 600;

  private final String project = System.getProperty("compose", "");
  private final Visitors visitors =
      new Visitors(URI.create(System.getProperty("target", "http://localhost:8080") + "/"));

  @AfterEach
  void close() {
    visitors.close();
  }

  @Test
  void noVisitorNoticesTheLossOfOneOfThree() throws Exception {
    Fleet.await(
        "three serve, and are warm",
        () -> {
          List<Visit> visits = Visitors.all(visitors.come(100, VISITS_PER_SECOND));
          return Visit.areWarm(visits) && Visit.backends(visits).size() == 3;
        });

    Future<List<Visit>> coming = visitors.come(VISITS, VISITS_PER_SECOND);
    Fleet.await("the first of them are served", () -> visitors.one().isFine());
    String lost = killOne();
    List<Visit> visits = Visitors.all(coming);

    assertThat(visits).filteredOn(visit -> !visit.isFine()).isEmpty();
    assertThat(visits).hasSize(VISITS);
    assertThat(Visit.backends(visits.subList(VISITS / 2, VISITS))).hasSize(2).doesNotContain(lost);
  }

  /** The short id is the host name inside, by which a backend calls itself. */
  private String killOne() throws IOException, InterruptedException {
    String id =
        docker(
                "ps",
                "-q",
                "--filter",
                "label=com.docker.compose.project=" + project,
                "--filter",
                "label=com.docker.compose.service=backend")
            .lines()
            .findFirst()
            .orElseThrow();
    docker("kill", id);
    return id;
  }

  private static String docker(String... arguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(Stream.concat(Stream.of("docker"), Arrays.stream(arguments)).toList())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("docker %s: %s", arguments[0], output).isZero();
    return output;
  }
}
