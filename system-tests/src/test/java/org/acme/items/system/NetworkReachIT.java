package org.acme.items.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.acme.items.drill.ecs.Docker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Who can reach whom, tried from inside the containers of {@code docker-compose.yml}, by address,
 * so that it does not matter which names are known. Needs {@code -Dcompose=<project>} of a system
 * that runs with the load tester.
 */
@EnabledIfSystemProperty(
    named = "compose",
    matches = ".+",
    disabledReason = "needs a compose project that runs")
class NetworkReachIT {
  private static final Map<String, Integer> PORTS =
      Map.of("frontend", 8080, "backend", 8080, "load", 8080, "dynamodb-local", 8000);

  /** As the manifests declare it: calls, and tables. */
  private static final Set<String> DECLARED =
      Set.of("frontend > backend", "load > backend", "backend > dynamodb-local");

  /** Docker's networks have no direction, security groups have. */
  private static final Set<String> ANSWERS_OF_DECLARED =
      Set.of("backend > frontend", "backend > load", "dynamodb-local > backend");

  private final String project = System.getProperty("compose", "");

  @Test
  void onlyDeclaredCallsReachTheirTarget() {
    Map<String, String> containers = new TreeMap<>();
    PORTS.keySet().forEach(service -> containers.put(service, container(service)));

    Set<String> reached = new TreeSet<>();
    containers.forEach((from, container) ->
        containers.forEach((to, target) -> {
          if (!from.equals(to)
              && addresses(target).stream().anyMatch(a -> reaches(container, a, to))) {
            reached.add(from + " > " + to);
          }
        }));

    assertThat(reached).containsAll(DECLARED);
    Set<String> open = new TreeSet<>(reached);
    open.removeAll(DECLARED);
    open.removeAll(ANSWERS_OF_DECLARED);
    assertThat(open).as("reachable, but in no manifest").isEmpty();
  }

  private static boolean reaches(String container, String address, String service) {
    String connect = "exec 3<>/dev/tcp/%s/%d".formatted(address, PORTS.get(service));
    return Docker.ask(List.of("exec", container, "timeout", "2", "bash", "-c", connect)).exit()
        == 0;
  }

  private String container(String service) {
    return Docker.run(
            "ps",
            "-q",
            "--filter",
            "label=com.docker.compose.project=" + project,
            "--filter",
            "label=com.docker.compose.service=" + service)
        .lines()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no container of " + service));
  }

  private static List<String> addresses(String container) {
    return new ArrayList<>(
        Docker.run(
                "inspect",
                "--format",
                "{{range .NetworkSettings.Networks}}{{println .IPAddress}}{{end}}",
                container)
            .lines()
            .filter(line -> !line.isBlank())
            .toList());
  }
}
