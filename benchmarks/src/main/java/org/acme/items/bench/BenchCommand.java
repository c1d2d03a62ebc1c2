package org.acme.items.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** {@code ./dev bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    description = "Measures services and builds on this machine; needs two processors and Linux.",
    subcommands = {
      BuildCommand.class,
      ListCommand.class,
      SizeCommand.class,
      SpeedCommand.class,
      StartCommand.class,
      TasksCommand.class,
      TelemetryCommand.class,
      WarmCommand.class
    })
final class BenchCommand {
  private BenchCommand() {}

  public static void main(String[] args) {
    CommandLine command = new CommandLine(new BenchCommand());
    command.setExecutionExceptionHandler((failure, _, _) -> {
      if (failure instanceof BenchException told) {
        System.err.println(told.getMessage());
        return told.exitCode();
      }
      throw failure;
    });
    System.exit(command.execute(args));
  }
}
