package org.acme.items.loadtest.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.acme.items.loadtest.measurement.Counts;
import org.acme.items.loadtest.measurement.Histograms;
import org.acme.items.loadtest.measurement.Interval;
import org.acme.items.loadtest.measurement.Measurement;
import org.acme.items.loadtest.scenario.Route;

/** One page that needs nothing else: script, style and data are in it. */
public final class HtmlReport {
  private static final double[] PERCENTILES = {
    0, 10, 25, 50, 75, 80, 90, 95, 97.5, 99, 99.5, 99.75, 99.9, 99.95, 99.99
  };

  private HtmlReport() {}

  public static String render(LoadReport report) {
    try {
      JsonMapper json = ReportFiles.json();
      ObjectNode data = json.valueToTree(report);
      Measurement measurement = report.measurement();
      ObjectNode about = data.putObject("about");
      about.put("name", measurement.scenario().name());
      about.put("startedAt", measurement.startedAt().toString());
      about.put("runId", measurement.runId());
      about.put("seed", measurement.seed());
      about.put("control", measurement.control());
      about.set("agents", json.valueToTree(measurement.agents()));
      about.set("scenario", json.valueToTree(measurement.scenario()));
      data.remove("measurement");
      data.set("series", series(report));
      data.set("curves", curves(report));
      String text = json.writeValueAsString(data).replace("<", "\\u003c");
      return resource("report.html")
          .replace("/*UPLOT_CSS*/", resource("uPlot.min.css"))
          .replace("/*UPLOT_JS*/", resource("uPlot.iife.min.js"))
          .replace("{\"data\":0}", text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode series(LoadReport report) {
    Measurement measurement = report.measurement();
    ObjectNode series = ReportFiles.json().createObjectNode();
    int last = measurement.intervals().stream().mapToInt(Interval::second).max().orElse(0);
    ArrayNode seconds = series.putArray("seconds");
    for (int second = 0; second <= last; second++) {
      seconds.add(second);
    }
    ObjectNode routes = series.putObject("routes");
    for (Route route : measurement.scenario().routes()) {
      ObjectNode node = routes.putObject(route.name());
      Map<Integer, Histogram> latencies = new TreeMap<>();
      Map<Integer, Counts> counts = new TreeMap<>();
      for (Interval interval : measurement.intervals()) {
        if (interval.route().equals(route.name())) {
          latencies
              .computeIfAbsent(interval.second(), _ -> Histograms.empty())
              .add(Histograms.decode(interval.latencies()));
          counts.merge(interval.second(), interval.counts(), Counts::plus);
        }
      }
      put(node, last, latencies, counts);
    }
    ArrayNode pauses = series.putArray("pauses");
    for (int second = 0; second <= last; second++) {
      String pause = measurement.pauses().get(second);
      if (pause == null) {
        pauses.addNull();
      } else {
        pauses.add(Histograms.decode(pause).getMaxValue() / 1e6);
      }
    }
    ArrayNode rounds = series.putArray("rounds");
    measurement
        .rounds()
        .forEach(round -> {
          ObjectNode node = rounds.addObject();
          node.put("phase", round.phase());
          node.put("second", round.second());
          node.put("seconds", round.seconds());
          node.put("rate", round.rate());
          node.put("measured", round.measured());
        });
    return series;
  }

  private static void put(
      ObjectNode node, int last, Map<Integer, Histogram> latencies, Map<Integer, Counts> counts) {
    ArrayNode p50 = node.putArray("p50");
    ArrayNode p99 = node.putArray("p99");
    ArrayNode offered = node.putArray("offered");
    ArrayNode done = node.putArray("done");
    ArrayNode bad = node.putArray("bad");
    for (int second = 0; second <= last; second++) {
      Histogram histogram = latencies.get(second);
      if (histogram == null || histogram.getTotalCount() == 0) {
        p50.addNull();
        p99.addNull();
      } else {
        p50.add(histogram.getValueAtPercentile(50) / 1e6);
        p99.add(histogram.getValueAtPercentile(99) / 1e6);
      }
      Counts count = counts.getOrDefault(second, Counts.NONE);
      offered.add(count.offered());
      done.add(count.completed());
      bad.add(count.bad());
    }
  }

  private static ObjectNode curves(LoadReport report) {
    Seconds seconds = new Seconds(report.measurement());
    ObjectNode curves = ReportFiles.json().createObjectNode();
    ArrayNode percentiles = curves.putArray("percentiles");
    for (double percentile : PERCENTILES) {
      percentiles.add(percentile);
    }
    ObjectNode routes = curves.putObject("routes");
    for (Route route : report.measurement().scenario().routes()) {
      Histogram all = seconds.all(route.name());
      ArrayNode values = routes.putArray(route.name());
      for (double percentile : PERCENTILES) {
        // Beyond what the number of requests can tell there is nothing to draw.
        if (all.getTotalCount() * (1 - percentile / 100) < 1) {
          values.addNull();
        } else {
          values.add(all.getValueAtPercentile(percentile) / 1e6);
        }
      }
    }
    return curves;
  }

  private static String resource(String name) {
    try (InputStream stream = HtmlReport.class.getResourceAsStream("/report/" + name)) {
      if (stream == null) {
        throw new IllegalStateException("resource is missing: " + name);
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
