package org.acme.items.dev.lab;

import java.nio.file.Files;
import java.util.concurrent.Callable;
import org.acme.items.dev.Console;
import org.acme.items.dev.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./dev lab}. */
@Command(
    name = "lab",
    description = "List the labs of docs/labs, with those that are done.",
    subcommands = LabCheckCommand.class)
public final class LabCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  private final Workspace workspace;
  private final Console console;

  public LabCommand(Workspace workspace, Console console) {
    this.workspace = workspace;
    this.console = console;
  }

  @Override
  public Integer call() {
    for (Lab lab : Lab.all(workspace)) {
      console.say(
          "%d  %-8s  %-46s docs/labs/%s"
              .formatted(
                  lab.number(),
                  Files.exists(lab.done(workspace)) ? "done" : "not done",
                  lab.title(),
                  lab.file()));
    }
    return 0;
  }
}
