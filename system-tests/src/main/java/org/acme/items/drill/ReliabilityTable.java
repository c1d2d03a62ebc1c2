package org.acme.items.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The table in {@code docs/reliability.md}. */
final class ReliabilityTable {
  static final String BEGIN = "<!-- results of drills -->\n";
  static final String END = "<!-- /results of drills -->";

  private static final String HEAD =
      """
      | Drill | Load | Requests sent | failed | of them pages | Writes acknowledged | lost | doubled | Detected | Recovered | Bound | What happened |
      |---|---|---|---|---|---|---|---|---|---|---|---|
      """;

  private ReliabilityTable() {}

  static String row(DrillResult result) {
    return "| %s`%s` | %s, seed %d | %d | %d | %d | %d | %d | %d | %s | %s | %s | %s |"
        .formatted(
            result.isGood() ? "" : "**red** ",
            result.drill(),
            result.load(),
            result.seed(),
            result.sent(),
            result.failed(),
            result.failedPages(),
            result.acknowledged(),
            result.lost(),
            result.doubled(),
            seconds(result.detectSeconds()),
            seconds(result.recoverSeconds()),
            seconds(result.boundSeconds()),
            result.outcome().replace("|", "\\|"));
  }

  private static String seconds(@Nullable Double seconds) {
    return seconds == null ? "" : String.format(Locale.ROOT, "%.1f s", seconds);
  }

  static String table(List<DrillResult> results) {
    StringBuilder text = new StringBuilder(HEAD);
    results.forEach(result -> text.append(row(result)).append('\n'));
    DrillResult last = results.getLast();
    return text.append("\n%s, on %s\n".formatted(last.date(), last.machine())).toString();
  }

  static void update(Path root, List<DrillResult> results) throws IOException {
    Path file = root.resolve("docs/reliability.md");
    String text = Files.readString(file);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    Files.writeString(
        file, text.substring(0, begin) + "\n" + table(results) + "\n" + text.substring(end));
  }
}
