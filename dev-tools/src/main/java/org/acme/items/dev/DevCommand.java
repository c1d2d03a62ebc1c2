package org.acme.items.dev;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code ./dev}: what people do with the system on a laptop. The system property {@code dev.root}
 * names the checkout.
 */
@Command(
    name = "./dev",
    description = "Runs the whole system on a laptop: no Docker, no account, no token.",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LoadCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "Also:",
      "  doctor  Check this machine and name the fix of each missing thing",
      "  smoke   Run the smoke test against what runs here, or against PAGE_URL API_URL",
      "",
      "Ports: FRONTEND_PORT (8080) and BACKEND_PORT (8081), here and in compose.",
    })
final class DevCommand implements Runnable {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] args) {
    Path root = Path.of(System.getProperty("dev.root", "."));
    System.exit(run(new Workspace(root), Console.terminal(), args));
  }

  /**
   * Runs a command and returns its exit code: 0 done, 1 failed, 2 wrong usage; load has its own.
   */
  static int run(Workspace workspace, Console console, String... args) {
    CommandLine command = new CommandLine(DevCommand.class, factory(workspace, console));
    command.setExecutionExceptionHandler((failure, _, _) -> {
      if (failure instanceof DevException explained) {
        console.say(explained.sentence());
        return explained.exitCode();
      }
      throw failure;
    });
    return command.execute(args);
  }

  /** Gives commands their constructor arguments. */
  private static IFactory factory(Workspace workspace, Console console) {
    return new IFactory() {
      @Override
      public <K> K create(Class<K> type) throws Exception {
        if (type == UpCommand.class) {
          return type.cast(new UpCommand(workspace, console));
        }
        if (type == DownCommand.class) {
          return type.cast(new DownCommand(workspace, console));
        }
        if (type == StatusCommand.class) {
          return type.cast(new StatusCommand(workspace, console));
        }
        if (type == LoadCommand.class) {
          return type.cast(new LoadCommand(workspace, console));
        }
        return CommandLine.defaultFactory().create(type);
      }
    };
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do, for example: ./dev up");
  }
}
