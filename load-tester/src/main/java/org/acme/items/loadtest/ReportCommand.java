package org.acme.items.loadtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.acme.items.loadtest.measurement.Measurement;
import org.acme.items.loadtest.report.Analysis;
import org.acme.items.loadtest.report.EarlierRun;
import org.acme.items.loadtest.report.LoadReport;
import org.acme.items.loadtest.report.ReportFiles;
import org.acme.items.loadtest.report.Summary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code report}. */
@Command(
    name = "report",
    description = "Show a result again, and compare it with that of an earlier run.")
final class ReportCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  @Parameters(
      index = "0",
      paramLabel = "A.json",
      description = "A result; the earlier one where there are two.")
  private Path first = Path.of(".");

  @Parameters(index = "1", arity = "0..1", paramLabel = "B.json", description = "The later one.")
  private @Nullable Path second;

  @Option(names = "--out", paramLabel = "DIR", description = "Write the files of the report anew.")
  private @Nullable Path out;

  private final Terminal terminal;

  ReportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Measurement earlier = ReportFiles.read(first);
    Measurement shown = second == null ? earlier : ReportFiles.read(second);
    LoadReport report = Analysis.of(shown);
    int exitCode = publish(report, out, terminal);
    if (second != null) {
      terminal.print(List.of(""));
      terminal.print(EarlierRun.compare(earlier, shown));
    }
    return exitCode;
  }

  /** Shows it, writes its files if a folder is given, and returns the exit code. */
  static int publish(LoadReport report, @Nullable Path out, Terminal terminal) {
    terminal.print(Summary.of(report));
    if (out != null) {
      try {
        ReportFiles.write(report, out);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "%s cannot be written: %s".formatted(out, e.getMessage()), e);
      }
      terminal.print(List.of("Report: " + out.resolve("report.html")));
    }
    return report.outcome().exitCode();
  }
}
