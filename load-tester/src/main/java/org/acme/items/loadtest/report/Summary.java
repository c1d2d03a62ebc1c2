package org.acme.items.loadtest.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A report for the terminal: what matters first. */
public final class Summary {
  private static final Pattern SENTENCES = Pattern.compile("(?<=\\.) ");

  private final List<String> lines = new ArrayList<>();

  private Summary() {}

  public static List<String> of(LoadReport report) {
    Summary summary = new Summary();
    summary.verdict(report);
    summary.objectives(report);
    summary.routes(report);
    summary.differences(report);
    summary.quality(report);
    return summary.lines;
  }

  private void verdict(LoadReport report) {
    say("");
    say(
        "%s  %s",
        report.outcome().name().replace('_', ' '), report.measurement().scenario().name());
    SENTENCES.splitAsStream(report.sentence()).forEach(sentence -> say("  %s", sentence));
    report.notes().forEach(note -> say("  Note: %s", note));
  }

  private void objectives(LoadReport report) {
    if (report.objectives().isEmpty()) {
      return;
    }
    say("");
    say("%-18s %-34s %12s  %s", "Objectives", "", "got", "");
    for (LoadReport.ObjectiveResult each : report.objectives()) {
      say(
          "  %-16s %-34s %12.3f  %s",
          each.route(), each.what(), each.got(), each.met() ? "met" : "MISSED");
    }
  }

  private void routes(LoadReport report) {
    say("");
    say(
        "%-18s %9s %9s %7s %7s %5s %8s %8s %8s %8s %8s",
        "Routes",
        "offered",
        "completed",
        "failed",
        "timeout",
        "lost",
        "rate/s",
        "p50 ms",
        "p90 ms",
        "p99 ms",
        "max ms");
    for (LoadReport.RouteSummary each : report.routes()) {
      say(
          "  %-16s %9d %9d %7d %7d %5d %8.1f %8.3f %8.3f %8.3f %8.1f",
          each.route(),
          each.counts().offered(),
          each.counts().completed(),
          each.counts().failed(),
          each.counts().timedOut(),
          each.counts().lost(),
          each.rateAchieved(),
          each.latencies().p50(),
          each.latencies().p90(),
          each.latencies().p99(),
          each.latencies().max());
      if (each.addresses().size() > 1) {
        each.addresses()
            .forEach(address ->
                say(
                    "    %-14s %9d %9d %48.3f %8.3f %8.3f %8.1f",
                    address.address(),
                    address.counts().offered(),
                    address.counts().completed(),
                    address.latencies().p50(),
                    address.latencies().p90(),
                    address.latencies().p99(),
                    address.latencies().max()));
      }
      each.reasons().forEach((reason, count) -> say("    %d x %s", count, reason));
    }
  }

  private void differences(LoadReport report) {
    LoadReport.RouteComparison comparison = report.comparison();
    if (comparison == null) {
      return;
    }
    say("");
    say("%s minus %s (seed %d)", comparison.candidate(), comparison.baseline(), comparison.seed());
    for (LoadReport.Difference each : comparison.differences()) {
      say("  %-5s %+9.3f ms  %s", each.quantity(), each.difference().estimate(), each.words());
    }
    say("  errors          %s", comparison.errorsInWords());
  }

  private void quality(LoadReport report) {
    LoadReport.Quality quality = report.quality();
    say("");
    say(
        "Tester: pauses p99 %.2f ms at worst, sent at most %.2f ms late, %.0f %% of all processors, %.0f µs of CPU per request, seed %d",
        quality.pauseMillis(),
        quality.latestMillis(),
        quality.cpuPercent(),
        quality.cpuMicrosPerRequest(),
        report.measurement().seed());
  }

  @SuppressWarnings("AnnotateFormatMethod") // its annotation would be one more dependency
  private void say(String format, Object... values) {
    lines.add(Words.say(format, values).stripTrailing());
  }
}
