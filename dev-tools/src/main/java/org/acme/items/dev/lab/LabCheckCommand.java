package org.acme.items.dev.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.acme.items.dev.Console;
import org.acme.items.dev.DevException;
import org.acme.items.dev.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./dev lab check}. */
@Command(
    name = "check",
    description =
        "Look whether a lab is done, and say what is missing. Exit code 0 if it is, 1 if not yet.")
public final class LabCheckCommand implements Callable<Integer> {
  private static final int WITH_TRACE = 1;
  private static final int WITH_ANSWER = 7;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  @Parameters(arity = "1", paramLabel = "LAB", description = "Its number: ./dev lab lists them.")
  private String number = "";

  @Option(names = "--trace", paramLabel = "ID", description = "Lab 1: the request you followed.")
  private @Nullable String trace;

  @Option(
      names = "--answer",
      paramLabel = "LAYER",
      description = "Lab 7: which layer is slow: page, hop, backend or table.")
  private @Nullable String answer;

  private final Workspace workspace;
  private final Console console;

  public LabCheckCommand(Workspace workspace, Console console) {
    this.workspace = workspace;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Lab lab = Lab.numbered(number, Lab.all(workspace));
    require(trace, "--trace", lab, WITH_TRACE);
    require(answer, "--answer", lab, WITH_ANSWER);
    console.say("Lab %d: %s".formatted(lab.number(), lab.title()));
    Findings findings = new Findings(console::say);
    lab.check().look(new Given(trace, answer), findings);
    String hint = findings.hint();
    if (hint != null) {
      console.say("Not done yet. Next: " + hint);
      return 1;
    }
    Path done = lab.done(workspace);
    Files.createDirectories(done.getParent());
    Files.writeString(done, Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\n");
    console.say("Done");
    return 0;
  }

  private static void require(@Nullable String given, String option, Lab lab, int only) {
    if (given != null && lab.number() != only) {
      throw DevException.usage(
          "%s is for lab %d, not for %d".formatted(option, only, lab.number()));
    }
  }
}
