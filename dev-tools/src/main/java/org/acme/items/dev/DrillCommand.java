package org.acme.items.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code ./dev drill}: everything after it goes to the drills of {@code system-tests}. */
@Command(
    name = "drill",
    description =
        "Rollouts, faults and losses on containers, under load; without a name the list of drills."
            + " Needs Docker on Linux.")
final class DrillCommand implements Callable<Integer> {
  /** For containers to be removed. */
  private static final Duration CLEAN_UP = Duration.ofSeconds(60);

  @Unmatched private List<String> arguments = new ArrayList<>();

  private final Workspace workspace;
  private final Console console;

  DrillCommand(Workspace workspace, Console console) {
    this.workspace = workspace;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Files.createDirectories(workspace.logs());
    Path drills = new Build(workspace, console).buildStaleDrills();
    return new JarTool(workspace, drills, CLEAN_UP).run(arguments);
  }
}
