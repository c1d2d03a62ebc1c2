package org.acme.items.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code ./dev drill}: everything after it goes to the drills of {@code system-tests}. */
@Command(
    name = "drill",
    description =
        "Rollouts, faults and losses on containers, under load; without a name the list of drills."
            + " Needs Docker on Linux.")
final class DrillCommand implements Callable<Integer> {
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
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Ddev.root=" + workspace.root(),
                "-jar",
                drills.toString()));
    command.addAll(arguments);
    Process drill = new ProcessBuilder(command).inheritIO().start();
    // Ctrl-C reaches both; containers are removed before this one ends.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitCleanUp(drill)));
    return drill.waitFor();
  }

  private static void awaitCleanUp(Process drill) {
    drill.destroy();
    try {
      drill.waitFor(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
