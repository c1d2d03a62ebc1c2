package org.acme.items.drill.ecs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What Docker knows of a container. */
record ContainerState(boolean running, String health, int exitCode, boolean outOfMemory) {
  static final ContainerState GONE = new ContainerState(false, "", 0, false);

  private static final String FORMAT =
      "{{.Name}},{{.State.Running}},{{if .State.Health}}{{.State.Health.Status}}{{end}},"
          + "{{.State.ExitCode}},{{.State.OOMKilled}}";

  /** Of several containers; those that are gone are left out. */
  static Map<String, ContainerState> of(List<String> names) {
    Map<String, ContainerState> states = new HashMap<>();
    if (names.isEmpty()) {
      return states;
    }
    List<String> command = new ArrayList<>(List.of("inspect", "--format", FORMAT));
    command.addAll(names);
    // A container that is gone makes it fail, and the others are in what it says all the same.
    Docker.ask(command)
        .output()
        .lines()
        .map(line -> line.split(",", -1))
        .filter(parts -> parts.length == 5)
        .forEach(parts ->
            states.put(
                parts[0].substring(1),
                new ContainerState(
                    Boolean.parseBoolean(parts[1]),
                    parts[2],
                    Integer.parseInt(parts[3]),
                    Boolean.parseBoolean(parts[4]))));
    return states;
  }

  static boolean isRunning(String name) {
    return of(List.of(name)).getOrDefault(name, GONE).running();
  }

  static String address(String name) {
    return Docker.run(
        "inspect", "--format", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", name);
  }

  /** In the words of ECS. */
  String stoppedReason() {
    return outOfMemory
        ? "OutOfMemoryError: Container killed due to memory usage (exit code %d)"
            .formatted(exitCode)
        : "Essential container in task exited (exit code %d)".formatted(exitCode);
  }
}
