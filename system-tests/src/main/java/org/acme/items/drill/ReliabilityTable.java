package org.acme.items.drill;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table in {@code docs/reliability.md}. */
final class ReliabilityTable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BEGIN = "<!-- results of drills -->\n";
  private static final String END = "<!-- /results of drills -->";

  private static final int MAX_UNMET = 200;

  private static final String HEAD =
      """
      | Drill | Load | Requests sent | failed | of these pages | Writes acknowledged | lost | doubled | Detected | Recovered | Bound | What happened |
      |---|---|---|---|---|---|---|---|---|---|---|---|
      """;

  private ReliabilityTable() {}

  static String row(DrillResult result) {
    return "| `%s`%s | %s, seed %d | %d | %d | %d | %d | %d | %d | %s | %s | %s | %s |"
        .formatted(
            result.drill(),
            result.isGood() ? "" : " **red**",
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
            whatHappened(result).replace("|", "\\|"));
  }

  /** What was expected to happen is no news where it did not. */
  private static String whatHappened(DrillResult result) {
    if (result.isGood()) {
      return result.outcome();
    }
    String unmet = String.join("; ", result.unmet());
    return "expected: " + unmet.substring(0, Math.min(unmet.length(), MAX_UNMET));
  }

  private static String seconds(@Nullable Double seconds) {
    return seconds == null ? "" : String.format(Locale.ROOT, "%.1f s", seconds);
  }

  /** Writes the table, from what each drill saw last. */
  static void update(Path root) throws IOException {
    Path file = root.resolve("docs/reliability.md");
    Files.writeString(file, replaceTable(Files.readString(file), results(root)));
  }

  private static List<DrillResult> results(Path root) throws IOException {
    List<DrillResult> results = new ArrayList<>();
    List<String> names =
        Stream.concat(Drill.all().stream().map(Drill::name), Stream.of("soak")).toList();
    for (String name : names) {
      Path result = DrillRunner.results(root).resolve(name + ".json");
      if (Files.exists(result)) {
        results.add(JSON.readValue(result.toFile(), DrillResult.class));
      }
    }
    return results;
  }

  /** The document with these results between its marks. */
  static String replaceTable(String document, List<DrillResult> results) {
    int begin = document.indexOf(BEGIN) + BEGIN.length();
    int end = document.indexOf(END);
    if (end < begin) {
      throw new IllegalArgumentException("docs/reliability.md has lost its marks of the table");
    }
    StringBuilder text = new StringBuilder(HEAD);
    results.forEach(result -> text.append(row(result)).append('\n'));
    text.append('\n');
    results.stream()
        .map(result -> "%s, %s.".formatted(result.date().substring(0, 10), result.machine()))
        .distinct()
        .forEach(line -> text.append(line).append('\n'));
    return document.substring(0, begin) + text + document.substring(end);
  }
}
