package org.acme.items.loadtest.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.acme.items.loadtest.measurement.Histograms;
import org.acme.items.loadtest.measurement.Interval;
import org.acme.items.loadtest.measurement.Measurement;

/** Latencies of a route in the format of HdrHistogram's tools: one line a second. */
final class HistogramLog {
  private HistogramLog() {}

  static void write(Measurement measurement, String route, Path file) throws IOException {
    Map<Integer, Histogram> seconds = new TreeMap<>();
    for (Interval interval : measurement.intervals()) {
      if (interval.route().equals(route)) {
        seconds
            .computeIfAbsent(interval.second(), _ -> Histograms.empty())
            .add(Histograms.decode(interval.latencies()));
      }
    }
    long start = measurement.startedAt().toEpochMilli();
    try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, UTF_8)) {
      HistogramLogWriter log = new HistogramLogWriter(out);
      log.outputComment("[route %s, nanoseconds]".formatted(route));
      log.outputLogFormatVersion();
      log.outputStartTime(start);
      log.setBaseTime(start);
      log.outputLegend();
      seconds.forEach((second, histogram) -> {
        histogram.setTag(route);
        histogram.setStartTimeStamp(start + second * 1000L);
        histogram.setEndTimeStamp(start + (second + 1) * 1000L);
        log.outputIntervalHistogram(histogram);
      });
    }
  }
}
