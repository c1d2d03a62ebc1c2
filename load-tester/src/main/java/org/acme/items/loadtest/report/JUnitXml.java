package org.acme.items.loadtest.report;

import java.util.ArrayList;
import java.util.List;

/** For build servers: each objective is a test, and so is the measurement itself. */
final class JUnitXml {
  private JUnitXml() {}

  static String render(LoadReport report) {
    boolean reached = report.outcome() != LoadReport.Outcome.UNREACHABLE;
    boolean invalid = reached && !report.invalid().isEmpty();
    List<String> cases = new ArrayList<>();
    cases.add(test("every route was reached", reached ? "" : error(report.sentence())));
    cases.add(
        test(
            "the measurement is valid", invalid ? error(String.join("; ", report.invalid())) : ""));
    int failures = 0;
    boolean says = reached && !invalid;
    for (LoadReport.ObjectiveResult objective : report.objectives()) {
      boolean missed = says && !objective.met();
      failures += missed ? 1 : 0;
      String outcome =
          missed
              ? "<failure message=\"%s\"/>"
                  .formatted(escape(Words.say("got %.3f", objective.got())))
              : says ? "" : "<skipped message=\"nothing can be said about it\"/>";
      cases.add(test(objective.route() + ": " + objective.what(), outcome));
    }
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuite name="%s" tests="%d" failures="%d" errors="%d" skipped="%d" timestamp="%s">
    %s
      <system-out>%s</system-out>
    </testsuite>
    """
        .formatted(
            escape("load." + report.measurement().scenario().name()),
            cases.size(),
            failures,
            says ? 0 : 1,
            says ? 0 : report.objectives().size(),
            report.measurement().startedAt(),
            String.join("\n", cases),
            escape(report.sentence()));
  }

  private static String test(String name, String outcome) {
    return "  <testcase classname=\"load\" name=\"%s\">%s</testcase>"
        .formatted(escape(name), outcome);
  }

  private static String error(String message) {
    return "<error message=\"%s\"/>".formatted(escape(message));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
