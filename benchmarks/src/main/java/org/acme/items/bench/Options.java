package org.acme.items.bench;

import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What benchmarks take that measure in rounds. */
final class Options extends Results {
  private static final int MAX_ROUNDS = 1000;
  private static final int MAX_SECONDS = 300;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "How often each is measured; default 5.")
  private int rounds = 5;

  @Option(names = "--seconds", defaultValue = "5", description = "Of each measurement; default 5.")
  private int seconds = 5;

  @Override
  void check(String benchmark, String document) throws IOException {
    rounds();
    each();
    super.check(benchmark, document);
  }

  int rounds() {
    return checked("--rounds", rounds, MAX_ROUNDS);
  }

  Duration each() {
    return Duration.ofSeconds(checked("--seconds", seconds, MAX_SECONDS));
  }

  private int checked(String option, int value, int max) {
    if (value < 1 || value > max) {
      throw new ParameterException(
          command.commandLine(), "%s must be 1 to %d, got %d".formatted(option, max, value));
    }
    return value;
  }
}
