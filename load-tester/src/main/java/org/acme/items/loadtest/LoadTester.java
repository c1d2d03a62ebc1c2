package org.acme.items.loadtest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.security.Security;
import org.acme.items.loadtest.scenario.ScenarioException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The load tester. Quarkus starts for {@code serve} only; everything else opens no port. */
@QuarkusMain
@Command(
    name = "load",
    description = "Loads the routes to a target at a rate, and says what each of them costs.",
    subcommands = {
      RunCommand.class,
      ReportCommand.class,
      MergeCommand.class,
      ServeCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 passed, 1 wrong usage or scenario, 2 objectives missed, 3 the measurement is not valid,",
      "4 a target could not be reached.",
    })
public final class LoadTester implements Runnable {
  static final int WRONG = 1;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String... args) {
    // Names are looked up anew in every round.
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    java.io.Console console = console();
    Terminal terminal =
        new Terminal(
            System.out,
            System.err,
            new BufferedReader(new InputStreamReader(System.in, UTF_8)),
            console != null && console.isTerminal());
    System.exit(run(terminal, args));
  }

  @SuppressWarnings("SystemConsoleNull") // it is null again without a terminal since JDK 25
  private static java.io.@org.jspecify.annotations.Nullable Console console() {
    return System.console();
  }

  static int run(Terminal terminal, String... args) {
    CommandLine command = new CommandLine(LoadTester.class, factory(terminal));
    command.setExecutionExceptionHandler((failure, _, _) -> {
      if (failure instanceof ScenarioException explained) {
        explained.problems().forEach(terminal::complain);
      } else {
        terminal.complain(failure.getMessage() == null ? failure.toString() : failure.getMessage());
      }
      return WRONG;
    });
    CommandLine.IParameterExceptionHandler shown = command.getParameterExceptionHandler();
    command.setParameterExceptionHandler((failure, arguments) -> {
      shown.handleParseException(failure, arguments);
      return WRONG;
    });
    return command.execute(args);
  }

  /** Gives commands their constructor arguments. */
  private static IFactory factory(Terminal terminal) {
    return new IFactory() {
      @Override
      public <K> K create(Class<K> type) throws Exception {
        if (type == RunCommand.class) {
          return type.cast(new RunCommand(terminal));
        }
        if (type == ReportCommand.class) {
          return type.cast(new ReportCommand(terminal));
        }
        if (type == MergeCommand.class) {
          return type.cast(new MergeCommand(terminal));
        }
        return CommandLine.defaultFactory().create(type);
      }
    };
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do, for example: run SCENARIO.yaml");
  }
}
