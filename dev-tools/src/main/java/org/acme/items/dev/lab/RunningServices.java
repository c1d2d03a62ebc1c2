package org.acme.items.dev.lab;

import java.util.Map;
import java.util.stream.Collectors;
import org.acme.items.dev.RunFile;
import org.acme.items.dev.Workspace;

/**
 * What {@code ./dev up} of this checkout runs at this moment.
 *
 * @param ports by the name of the process
 */
record RunningServices(Map<String, Integer> ports) {
  RunningServices {
    ports = Map.copyOf(ports);
  }

  static RunningServices of(Workspace workspace) {
    return new RunningServices(
        RunFile.of(workspace).running().stream()
            .collect(
                Collectors.toMap(RunFile.Entry::name, RunFile.Entry::port, (_, latest) -> latest)));
  }

  /** Tells which of these run, and returns whether all do. */
  boolean expect(Findings findings, String... names) {
    findings.lookAt("the processes that ./dev up noted in .dev/processes");
    boolean all = true;
    for (String name : names) {
      Integer port = ports.get(name);
      all &=
          findings.expect(
              port != null,
              port == null ? name + " runs" : "%s runs, on port %d".formatted(name, port),
              "start the system as in step 1, and leave it running until it is checked");
    }
    return all;
  }

  /** The port of one of those that run. */
  int port(String name) {
    Integer port = ports.get(name);
    if (port == null) {
      throw new IllegalStateException(name + " does not run");
    }
    return port;
  }
}
