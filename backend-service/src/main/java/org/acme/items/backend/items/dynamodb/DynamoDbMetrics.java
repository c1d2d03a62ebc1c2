package org.acme.items.backend.items.dynamodb;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.TimeWindowMax;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.http.HttpMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.metrics.SdkMetric;

/** Keeps what the AWS SDK tells about each call of DynamoDB. */
@Singleton
final class DynamoDbMetrics implements MetricPublisher {
  private static final String THROTTLING = "Throttling";

  private final MeterRegistry meters;
  private final Map<Call, Timer> timers = new ConcurrentHashMap<>();
  private final Counter retries;
  private final Counter throttles;
  private final TimeWindowMax connectionsInUse = new TimeWindowMax(Clock.SYSTEM, 20_000, 3);
  private volatile int maxConnections;

  DynamoDbMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.retries = meters.counter("dynamodb.retries");
    this.throttles = meters.counter("dynamodb.throttles");
    Gauge.builder("dynamodb.connections.in.use", connectionsInUse, TimeWindowMax::poll)
        .description("The most at the same time in the last minute")
        .register(meters);
    Gauge.builder("dynamodb.connections.max", () -> maxConnections).register(meters);
  }

  @Override
  public void publish(MetricCollection call) {
    List<MetricCollection> attempts = call.children();
    String failure = "none";
    for (MetricCollection attempt : attempts) {
      failure = first(attempt, CoreMetric.ERROR_TYPE, "none");
      if (failure.equals(THROTTLING)) {
        throttles.increment();
      }
      attempt.children().forEach(this::keepConnections);
    }
    boolean successful = first(call, CoreMetric.API_CALL_SUCCESSFUL, false);
    Call kind =
        new Call(
            first(call, CoreMetric.OPERATION_NAME, "unknown"), successful ? "success" : failure);
    timers
        .computeIfAbsent(kind, this::timer)
        .record(first(call, CoreMetric.API_CALL_DURATION, Duration.ZERO));
    // Not RETRY_COUNT, which a call that ran out of time does not tell.
    retries.increment(Math.max(0, attempts.size() - 1));
  }

  private Timer timer(Call kind) {
    return meters.timer("dynamodb.calls", "operation", kind.operation, "outcome", kind.outcome);
  }

  private void keepConnections(MetricCollection http) {
    int max = first(http, HttpMetric.MAX_CONCURRENCY, 0);
    if (max > 0) {
      maxConnections = max;
      connectionsInUse.record(first(http, HttpMetric.LEASED_CONCURRENCY, 0));
    }
  }

  private static <T> T first(MetricCollection metrics, SdkMetric<T> metric, T otherwise) {
    List<T> values = metrics.metricValues(metric);
    return values.isEmpty() ? otherwise : values.getFirst();
  }

  @Override
  public void close() {}

  /**
   * Calls that are counted together.
   *
   * @param outcome {@code success}, or the SDK's kind of error: Throttling, ServerError,
   *     ConfiguredTimeout, IO, Other (such as a condition that does not hold)
   */
  private record Call(String operation, String outcome) {}
}
