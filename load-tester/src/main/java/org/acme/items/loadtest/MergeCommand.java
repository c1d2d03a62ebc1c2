package org.acme.items.loadtest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.acme.items.loadtest.report.Analysis;
import org.acme.items.loadtest.report.Merging;
import org.acme.items.loadtest.report.ReportFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code merge}. */
@Command(name = "merge", description = "Join the results of the agents of one run.")
final class MergeCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  @Parameters(arity = "1..*", paramLabel = "RESULT.json", description = "One of each agent.")
  private List<Path> results = new ArrayList<>();

  @Option(names = "--out", paramLabel = "DIR", description = "For the report: ${DEFAULT-VALUE}.")
  private Path out = Path.of("load-report");

  private final Terminal terminal;

  MergeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return ReportCommand.publish(
        Analysis.of(Merging.merge(results.stream().map(ReportFiles::read).toList())),
        out,
        terminal);
  }
}
