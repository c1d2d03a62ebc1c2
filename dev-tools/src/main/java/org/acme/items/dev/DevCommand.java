package org.acme.items.dev;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.acme.items.dev.lab.LabCheckCommand;
import org.acme.items.dev.lab.LabCommand;
import org.acme.items.dev.scaffold.NewServiceCommand;
import org.acme.items.dev.scaffold.RemoveServiceCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code ./dev}: what people do with the system on a laptop, and how it gets to AWS. The system
 * property {@code dev.root} names the checkout.
 */
@Command(
    name = "./dev",
    description =
        "Runs the whole system on a laptop: no Docker, no account, no token. And brings it to AWS.",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LoadCommand.class,
      DrillCommand.class,
      BenchCommand.class,
      SynthCommand.class,
      DiffCommand.class,
      DeployCommand.class,
      DestroyCommand.class,
      BootstrapCommand.class,
      ReleaseCommand.class,
      RollbackCommand.class,
      BuildspecCommand.class,
      LabCommand.class,
      NewServiceCommand.class,
      RemoveServiceCommand.class,
      InitCommand.class,
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
public final class DevCommand implements Runnable {
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
    return run(new Cloud(workspace, console, System.getenv(), System.in), args);
  }

  /** As the other, with an environment and answers of its own. */
  static int run(Cloud cloud, String... args) {
    Console console = cloud.console();
    CommandLine command = commands(cloud);
    command.setExecutionExceptionHandler((failure, _, _) -> {
      if (failure instanceof DevException explained) {
        console.say(explained.sentence());
        return explained.exitCode();
      }
      throw failure;
    });
    return command.execute(args);
  }

  /** What there is to type, for those who check texts that name it; not to be executed. */
  public static CommandLine commands(Workspace workspace, Console console) {
    return commands(new Cloud(workspace, console, Map.of(), InputStream.nullInputStream()));
  }

  private static CommandLine commands(Cloud cloud) {
    return new CommandLine(DevCommand.class, factory(cloud))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** Gives commands their constructor arguments. */
  private static IFactory factory(Cloud cloud) {
    Workspace workspace = cloud.workspace();
    Console console = cloud.console();
    Map<Class<?>, Supplier<Object>> commands =
        Map.ofEntries(
            Map.entry(UpCommand.class, () -> new UpCommand(workspace, console)),
            Map.entry(DownCommand.class, () -> new DownCommand(workspace, console)),
            Map.entry(StatusCommand.class, () -> new StatusCommand(workspace, console)),
            Map.entry(LoadCommand.class, () -> new LoadCommand(workspace, console)),
            Map.entry(DrillCommand.class, () -> new DrillCommand(workspace, console)),
            Map.entry(BenchCommand.class, () -> new BenchCommand(workspace, console)),
            Map.entry(SynthCommand.class, () -> new SynthCommand(cloud)),
            Map.entry(DiffCommand.class, () -> new DiffCommand(cloud)),
            Map.entry(DeployCommand.class, () -> new DeployCommand(cloud)),
            Map.entry(DestroyCommand.class, () -> new DestroyCommand(cloud)),
            Map.entry(BootstrapCommand.class, () -> new BootstrapCommand(cloud)),
            Map.entry(BuildspecCommand.class, () -> new BuildspecCommand(cloud)),
            Map.entry(LabCommand.class, () -> new LabCommand(workspace, console)),
            Map.entry(LabCheckCommand.class, () -> new LabCheckCommand(workspace, console)),
            Map.entry(InitCommand.class, () -> new InitCommand(workspace, console)),
            Map.entry(ReleaseStatusCommand.class, () -> new ReleaseStatusCommand(cloud)),
            Map.entry(RollbackCommand.class, () -> new RollbackCommand(cloud)),
            Map.entry(NewServiceCommand.class, () -> new NewServiceCommand(workspace, console)),
            Map.entry(
                RemoveServiceCommand.class, () -> new RemoveServiceCommand(workspace, console)));
    return new IFactory() {
      @Override
      public <K> K create(Class<K> type) throws Exception {
        Supplier<Object> command = commands.get(type);
        if (command != null) {
          return type.cast(command.get());
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
