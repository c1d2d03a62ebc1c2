package org.acme.items.dev;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./dev status}. */
@Command(
    name = "status",
    description = "Show what runs and whether it is ready; exit code 1 if something is not.")
final class StatusCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  private final Workspace workspace;
  private final Console console;

  StatusCommand(Workspace workspace, Console console) {
    this.workspace = workspace;
    this.console = console;
  }

  @Override
  public Integer call() {
    List<RunFile.Entry> running = RunFile.of(workspace).running();
    boolean allReady = true;
    try (HealthCheck health = new HealthCheck()) {
      for (ServiceManifest service : workspace.services()) {
        var entry = running.stream().filter(e -> e.name().equals(service.name())).findFirst();
        boolean ready = entry.isPresent() && health.isReady(service, entry.get().port());
        allReady &= ready;
        console.say(
            entry
                .map(e ->
                    "%-10s %-9s http://localhost:%d  pid %d"
                        .formatted(e.name(), ready ? "ready" : "not ready", e.port(), e.pid()))
                .orElse("%-10s not running".formatted(service.name())));
      }
    }
    return allReady ? 0 : 1;
  }
}
