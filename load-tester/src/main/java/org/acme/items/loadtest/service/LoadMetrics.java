package org.acme.items.loadtest.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.acme.items.loadtest.measurement.Counts;
import org.acme.items.loadtest.measurement.Histograms;
import org.acme.items.loadtest.measurement.Interval;
import org.acme.items.loadtest.measurement.Measurement;
import org.acme.items.loadtest.report.LoadReport;
import org.acme.items.loadtest.scenario.Route;
import org.acme.items.loadtest.scenario.Scenario;
import org.acme.items.loadtest.statistics.Verdict;

/**
 * Metrics for each route. Latencies are histogram buckets, which can be added over tasks, fed from
 * the histograms of each second; percentiles could not.
 */
@ApplicationScoped
class LoadMetrics {
  /** Close together below 10 ms, where the price of a hop is. */
  private static final Duration[] BUCKETS =
      java.util.stream.DoubleStream.of(
              0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 4, 5, 7, 10, 15, 20, 30, 50, 75, 100, 150, 200,
              300, 500, 750, 1000, 2000, 5000)
          .mapToObj(millis -> Duration.ofNanos((long) (millis * 1e6)))
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final Map<String, Double> gauges = new ConcurrentHashMap<>();
  private final AtomicInteger seen = new AtomicInteger();
  private volatile String runId = "";

  LoadMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** So that a route shows zeros before it shows anything else. */
  void register(Scenario scenario) {
    for (Route route : scenario.routes()) {
      latency(route.name());
      for (String end : new String[] {"completed", "failed", "timedOut", "lost"}) {
        requests(route.name(), end);
      }
    }
  }

  private Timer latency(String route) {
    return Timer.builder("load.latency")
        .description("From when a request should have been sent to its answer")
        .tag("route", route)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private Counter requests(String route, String end) {
    return Counter.builder("load.requests")
        .description("Requests by how they ended")
        .tag("route", route)
        .tag("end", end)
        .register(registry);
  }

  /** Adds what has come since the last time. */
  void update(Measurement measurement) {
    if (!measurement.runId().equals(runId)) {
      runId = measurement.runId();
      seen.set(0);
    }
    int from = seen.getAndSet(measurement.intervals().size());
    for (Interval interval :
        measurement.intervals().subList(from, measurement.intervals().size())) {
      Timer timer = latency(interval.route());
      Histogram latencies = Histograms.decode(interval.latencies());
      for (HistogramIterationValue value : latencies.recordedValues()) {
        for (long i = 0; i < value.getCountAtValueIteratedTo(); i++) {
          timer.record(value.getValueIteratedTo(), TimeUnit.NANOSECONDS);
        }
      }
      Counts counts = interval.counts();
      requests(interval.route(), "completed").increment((double) counts.completed());
      requests(interval.route(), "failed").increment((double) counts.failed());
      requests(interval.route(), "timedOut").increment((double) counts.timedOut());
    }
  }

  /** Of the last window. */
  void update(LoadReport report) {
    update(report.measurement());
    for (LoadReport.RouteSummary route : report.routes()) {
      requests(route.route(), "lost").increment((double) route.counts().lost());
    }
    set("load.valid", report.invalid().isEmpty() ? 1 : 0);
    set("load.pause.seconds", report.quality().pauseMillis() / 1e3);
    LoadReport.RouteComparison comparison = report.comparison();
    if (comparison != null
        && comparison.differences().getFirst().blocks() >= Verdict.LEAST_BLOCKS) {
      LoadReport.Difference p50 = comparison.differences().getFirst();
      set("load.difference.p50.seconds", p50.difference().estimate() / 1e3);
      set("load.difference.p50.low.seconds", p50.difference().low() / 1e3);
      set("load.difference.p50.high.seconds", p50.difference().high() / 1e3);
    }
  }

  private void set(String name, double value) {
    if (gauges.put(name, value) == null) {
      Gauge.builder(name, gauges, all -> all.getOrDefault(name, Double.NaN)).register(registry);
    }
  }
}
