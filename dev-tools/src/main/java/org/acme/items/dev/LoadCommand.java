package org.acme.items.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code ./dev load}: everything after it goes to the load tester. */
@Command(
    name = "load",
    description = "Load what ./dev up runs and compare the ways to it; see ./dev load help.")
final class LoadCommand implements Callable<Integer> {
  private static final String NAME = "load";
  private static final Set<String> COMMANDS = Set.of("run", "report", "merge", "serve", "help");

  /** For the report of what ran. */
  private static final Duration CLEAN_UP = Duration.ofSeconds(90);

  @Unmatched private List<String> arguments = new ArrayList<>();

  private final Workspace workspace;
  private final Console console;

  LoadCommand(Workspace workspace, Console console) {
    this.workspace = workspace;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ServiceManifest tester =
        workspace.manifests().stream()
            .filter(service -> service.name().equals(NAME))
            .findFirst()
            .orElseThrow(() -> new DevException("There is no load-tester/service.yaml"));
    Files.createDirectories(workspace.logs());
    new Build(workspace, console).buildStaleOnly(List.of(tester));
    return new JarTool(workspace, workspace.application(tester, Build.FOLDER), CLEAN_UP)
        .run(arguments(workspace, arguments, System.getenv()));
  }

  /** What people leave out: the command, the scenario, the folder of the report, other ports. */
  static List<String> arguments(
      Workspace workspace, List<String> given, Map<String, String> environment) {
    if (!given.isEmpty() && COMMANDS.contains(given.getFirst())) {
      return given;
    }
    List<String> all = new ArrayList<>(List.of("run"));
    if (given.isEmpty() || given.getFirst().startsWith("-")) {
      all.add(workspace.root().resolve("load-tester/scenarios/local.yaml").toString());
      String port = environment.getOrDefault("BACKEND_PORT", "");
      if (!port.isBlank() && !has(given, "--route")) {
        all.addAll(
            List.of(
                "--route", "direct=http://127.0.0.1:" + port,
                "--route", "name=http://localhost:" + port));
      }
    }
    all.addAll(given);
    if (!has(given, "--out")) {
      all.addAll(List.of("--out", workspace.state().resolve(NAME).toString()));
    }
    return all;
  }

  /** As a word of its own, or with its value after {@code =}. */
  private static boolean has(List<String> given, String option) {
    return given.stream().anyMatch(each -> each.equals(option) || each.startsWith(option + "="));
  }
}
