package org.acme.items.dev;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./dev down}. */
@Command(name = "down", description = "Stop what ./dev up started, wherever it was started.")
final class DownCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  private final Workspace workspace;
  private final Console console;

  DownCommand(Workspace workspace, Console console) {
    this.workspace = workspace;
    this.console = console;
  }

  @Override
  public Integer call() {
    RunFile runFile = RunFile.of(workspace);
    List<RunFile.Entry> running = runFile.running();
    if (running.isEmpty()) {
      console.say("Nothing is running");
      return 0;
    }
    // The launcher was noted first; it stops the others in the right order.
    for (RunFile.Entry entry : running) {
      entry
          .running()
          .ifPresent(process -> {
            if (entry.name().equals(RunFile.LAUNCHER)) {
              process.destroy();
              LocalProcess.await(process, PATIENCE);
              process.destroyForcibly();
              LocalProcess.await(process, PATIENCE);
            } else {
              LocalProcess.stop(process, PATIENCE);
            }
          });
    }
    List<RunFile.Entry> left = runFile.running();
    if (!left.isEmpty()) {
      throw new DevException(
          "These processes do not end: "
              + left.stream().map(entry -> entry.name() + " " + entry.pid()).toList());
    }
    runFile.delete();
    console.say("Stopped; nothing is left running");
    return 0;
  }
}
