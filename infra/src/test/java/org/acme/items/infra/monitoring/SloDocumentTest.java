package org.acme.items.infra.monitoring;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.acme.items.infra.Generated;
import org.acme.items.infra.Synth;
import org.acme.items.infra.config.ServiceConfig;
import org.acme.items.infra.config.Slo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tables and the picture of {@code docs/operations/slo.md}. */
class SloDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/operations/slo.md");

  /** Percent of requests that fail, as the picture has them. */
  private static final List<Double> SHARES =
      List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0, 100.0);

  private static final List<String> ALARMS = List.of("failures", "page", "budget");

  @Test
  void objectivesAreThoseOfTheManifests() throws IOException {
    StringBuilder table =
        new StringBuilder(
            """
            | Service | Answered well | Within | Window | Budget of failures | Counted by |
            |---|---|---|---|---|---|
            """);
    for (ServiceConfig service : Synth.of("prod").environment().services()) {
      Slo slo = service.slo();
      if (slo != null) {
        table.append(
            "| %s | %s %% | %s ms for %s %% | %d days | %s minutes of an outage | %s |%n"
                .formatted(
                    service.name(),
                    Numbers.plain(slo.availability()),
                    Numbers.plain(slo.latency().thresholdMs()),
                    Numbers.plain(slo.latency().percentile()),
                    slo.windowDays(),
                    Math.round(slo.windowDays() * 24 * 60 * slo.failureBudgetPercent() / 100),
                    service.isExposed() ? "load balancer" : "itself"));
      }
    }
    Generated.requireCurrent(DOCUMENT, "objectives", table.toString());
  }

  @Test
  void timesAreThoseOfTheSimulation() throws IOException {
    Map<Double, Map<String, Integer>> times = new TreeMap<>();
    AlarmModel alarms = new AlarmModel(Synth.of("prod"), "backend");
    for (double share : SHARES) {
      Map<String, Integer> told =
          alarms.firstTold(
              Traffic.steady(600, 0.0002, 0.003).then(24 * 60, 600, share / 100, 0.003),
              Synth.of("prod").environment().stack("backend"),
              Traffic.START,
              Traffic.START + 24 * 60 - 1);
      told.replaceAll((_, minute) -> minute - Traffic.START + 1);
      times.put(share, told);
    }
    StringBuilder table =
        new StringBuilder("| Requests that fail | failures | page | budget |\n|---|---|---|---|\n");
    for (double share : List.of(0.1, 0.4, 0.7, 2.0, 10.0, 100.0)) {
      Map<String, Integer> told = times.getOrDefault(share, Map.of());
      table.append("| %s %%".formatted(Numbers.plain(share)));
      ALARMS.forEach(alarm -> table.append(" | ").append(text(told.get(alarm))));
      table.append(" |\n");
    }
    Generated.requireCurrent(DOCUMENT, "simulation", table.toString());
    Generated.requireCurrent(Path.of("../docs/images/burn-rate.svg"), new Chart(times).svg());
  }

  private static String text(@Nullable Integer minutes) {
    if (minutes == null) {
      return "never";
    }
    return minutes < 60 ? minutes + " min" : String.format(Locale.ROOT, "%.1f h", minutes / 60.0);
  }

  /** Minutes by percent, both in steps of ten times. */
  private record Chart(Map<Double, Map<String, Integer>> times) {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 300;
    private static final int LEFT = 60;
    private static final int BOTTOM = 250;
    private static final Map<String, String> COLORS =
        Map.of("failures", "#6b7280", "page", "#c2410c", "budget", "#1d4ed8");

    String svg() {
      List<String> parts = new ArrayList<>();
      for (double percent : List.of(0.1, 1.0, 10.0, 100.0)) {
        parts.add(line(x(percent), 20, x(percent), BOTTOM));
        parts.add(label(x(percent), BOTTOM + 20, "middle", Numbers.plain(percent) + " %"));
      }
      Map<Integer, String> minutes =
          Map.of(1, "1 min", 10, "10 min", 60, "1 h", 360, "6 h", 1440, "1 d");
      new TreeMap<>(minutes)
          .forEach((minute, text) -> {
            parts.add(line(LEFT, y(minute), WIDTH - 20, y(minute)));
            parts.add(label(LEFT - 8, y(minute) + 4, "end", text));
          });
      parts.add(label(WIDTH / 2.0, HEIGHT - 8, "middle", "requests that fail"));
      for (String alarm : ALARMS) {
        List<String> points = new ArrayList<>();
        times.forEach((percent, told) -> {
          Integer minute = told.get(alarm);
          if (minute != null) {
            points.add(at(x(percent), y(minute)));
          }
        });
        parts.add(
            "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\" points=\"%s\"/>"
                .formatted(COLORS.get(alarm), String.join(" ", points)));
        String last = points.getFirst();
        parts.add(
            "<text x=\"%s\" y=\"%s\" dx=\"-6\" dy=\"4\" text-anchor=\"end\" fill=\"%s\" font-weight=\"bold\">%s</text>"
                .formatted(
                    last.split(",", -1)[0], last.split(",", -1)[1], COLORS.get(alarm), alarm));
      }
      return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
      <rect width="100%%" height="100%%" fill="#ffffff"/>
      %s
      </svg>
      """
          .formatted(WIDTH, HEIGHT, String.join("\n", parts));
    }

    private static double x(double percent) {
      return LEFT + (Math.log10(percent) + 1) / 3 * (WIDTH - LEFT - 40);
    }

    private static double y(double minute) {
      return BOTTOM - Math.log10(minute) / Math.log10(1440) * (BOTTOM - 20);
    }

    private static String at(double x, double y) {
      return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
    }

    private static String line(double fromX, double fromY, double toX, double toY) {
      return String.format(
          Locale.ROOT,
          "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#e5e7eb\"/>",
          fromX,
          fromY,
          toX,
          toY);
    }

    private static String label(double x, double y, String anchor, String text) {
      return String.format(
          Locale.ROOT,
          "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#374151\">%s</text>",
          x,
          y,
          anchor,
          text);
    }
  }
}
