package org.acme.items.loadtest.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** For build servers: each objective is a test, and so is the measurement itself. */
final class JUnitXml {
  private JUnitXml() {}

  static String render(LoadReport report) {
    List<String> cases = new ArrayList<>();
    int failures = 0;
    for (LoadReport.ObjectiveResult objective : report.objectives()) {
      String name = objective.route() + ": " + objective.what();
      if (objective.met()) {
        cases.add(test(name, ""));
      } else {
        failures++;
        cases.add(
            test(
                name,
                "<failure message=\"%s\"/>"
                    .formatted(escape(String.format(Locale.ROOT, "got %.3f", objective.got())))));
      }
    }
    boolean invalid = !report.invalid().isEmpty();
    cases.add(
        test(
            "the measurement is valid",
            invalid
                ? "<error message=\"%s\"/>".formatted(escape(String.join("; ", report.invalid())))
                : ""));
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuite name="%s" tests="%d" failures="%d" errors="%d" skipped="0" timestamp="%s">
    %s
      <system-out>%s</system-out>
    </testsuite>
    """
        .formatted(
            escape("load." + report.measurement().scenario().name()),
            cases.size(),
            failures,
            invalid ? 1 : 0,
            report.measurement().startedAt(),
            String.join("\n", cases),
            escape(report.sentence()));
  }

  private static String test(String name, String outcome) {
    return "  <testcase classname=\"load\" name=\"%s\">%s</testcase>"
        .formatted(escape(name), outcome);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
