package org.acme.items.backend.signals;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.acme.items.backend.http.ServiceIdentity;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes what alarms need to standard output: each minute, and when the service stops, one line in
 * CloudWatch's embedded metric format, with zeros when nothing happened. {@code
 * contracts/metrics.json} lists the metrics.
 */
@Singleton
final class MinuteMetrics {
  private static final List<String> COUNTERS = List.of("items.created", "dynamodb.retries");

  private final RequestTally requests;
  private final MeterRegistry meters;
  private final SignalsConfig config;
  private final String service;
  private final String task;
  private final Clock clock;
  private final Map<String, Double> written = new HashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("metrics").factory());
  private Instant since;

  MinuteMetrics(
      RequestTally requests,
      MeterRegistry meters,
      SignalsConfig config,
      @ConfigProperty(name = "quarkus.application.name") String service,
      ServiceIdentity identity,
      Clock clock) {
    this.requests = requests;
    this.meters = meters;
    this.config = config;
    this.service = service;
    this.task = identity.instance();
    this.clock = clock;
    this.since = clock.instant();
  }

  void start(@Observes StartupEvent start) {
    if (config.metricsNamespace().isPresent()) {
      awaitNextMinute();
    }
  }

  /** At full minutes of the clock, so that each of CloudWatch's minutes gets one line. */
  private void awaitNextMinute() {
    Instant now = clock.instant();
    Instant nearest = now.plusSeconds(30).truncatedTo(ChronoUnit.MINUTES);
    var _ =
        timer.schedule(
            () -> {
              awaitNextMinute();
              write();
            },
            Duration.between(now, nearest.plusSeconds(60)).toMillis(),
            TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent stop) {
    timer.shutdownNow();
    if (config.metricsNamespace().isPresent()) {
      write();
    }
  }

  /** By itself on its line: else CloudWatch does not see metrics in it. */
  private void write() {
    System.out.println(line());
  }

  /** What happened since the line before. */
  synchronized String line() {
    Instant now = clock.instant();
    // The middle, which is in the minute that is told about even if a clock is a little off.
    Instant middle = since.plus(Duration.between(since, now).dividedBy(2));
    since = now;
    JsonObject line = values();
    JsonArray metrics = new JsonArray();
    line.forEach(metric ->
        metrics.add(JsonObject.of("Name", metric.getKey(), "Unit", unit(metric.getValue()))));
    JsonObject directive =
        JsonObject.of(
            "Namespace",
            config.metricsNamespace().orElse(""),
            "Dimensions",
            JsonArray.of(JsonArray.of("stage", "service")),
            "Metrics",
            metrics);
    return line.put("stage", config.stage())
        .put("service", service)
        .put("task", task)
        .put(
            "_aws",
            JsonObject.of(
                "Timestamp", middle.toEpochMilli(), "CloudWatchMetrics", JsonArray.of(directive)))
        .encode();
  }

  private static String unit(Object value) {
    return value instanceof JsonObject ? "Seconds" : "Count";
  }

  private JsonObject values() {
    RequestTally.Taken taken = requests.take();
    JsonObject values =
        JsonObject.of(
            "http.server.requests", taken.requests(),
            "http.server.requests.failed", taken.failed(),
            "http.server.requests.slow", taken.slow());
    if (taken.requests() > 0) {
      values.put("http.server.requests.duration", durations(taken.durations()));
    }
    COUNTERS.forEach(name -> values.put(name, increase(name)));
    return values;
  }

  private static JsonObject durations(RequestTally.Durations durations) {
    return JsonObject.of(
        "Values", new JsonArray(durations.values()),
        "Counts", new JsonArray(durations.counts()),
        "Max", durations.max(),
        "Min", durations.min(),
        "Count", durations.count(),
        "Sum", durations.sum());
  }

  private long increase(String counter) {
    double now = meters.find(counter).counters().stream().mapToDouble(Counter::count).sum();
    Double before = written.put(counter, now);
    return Math.round(now - (before == null ? 0 : before));
  }
}
