package org.acme.items.infra.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.ServiceConfig;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;

/**
 * What a service counts itself and writes into its log once a minute.
 *
 * @param names of its metrics, as {@code contracts/metrics.json} lists them
 */
public record OwnMetrics(EnvironmentConfig environment, ServiceConfig service, List<String> names)
    implements RequestMetrics {
  /** Of the request metrics, which every service with {@code telemetry.metrics} has. */
  private static final String REQUESTS = "http.server.requests";

  public OwnMetrics {
    names = List.copyOf(names);
  }

  /**
   * Those of a service of a checkout.
   *
   * @param root of the checkout; without {@code contracts/metrics.json} it has the request metrics
   */
  public static OwnMetrics of(Path root, EnvironmentConfig environment, ServiceConfig service) {
    Path list = root.resolve("contracts/metrics.json");
    try {
      JsonNode all =
          Files.exists(list)
              ? new ObjectMapper().readTree(list.toFile())
              : new ObjectMapper().createArrayNode();
      return new OwnMetrics(
          environment,
          service,
          StreamSupport.stream(all.spliterator(), false)
              .filter(metric -> names(metric.path("services")).contains(service.name()))
              .map(metric -> metric.path("name").asText())
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> names(JsonNode services) {
    return StreamSupport.stream(services.spliterator(), false).map(JsonNode::asText).toList();
  }

  /** What tells a service where its metrics belong. */
  public Map<String, String> variables() {
    Map<String, String> variables =
        new TreeMap<>(
            Map.of(
                "METRICS_NAMESPACE", environment.settings().project(),
                "STAGE", environment.stage()));
    if (service.slo() != null) {
      variables.put("SLO_LATENCY_MS", Integer.toString(service.slo().latency().thresholdMs()));
    }
    return variables;
  }

  @Override
  public IMetric requests(Duration period) {
    return metric(REQUESTS, "requests", "Sum", period);
  }

  @Override
  public IMetric failed(Duration period) {
    return metric(REQUESTS + ".failed", "failed", "Sum", period);
  }

  /** The service knows the threshold; see {@link #variables}. */
  @Override
  public IMetric slow(int thresholdMs, Duration period) {
    return metric(REQUESTS + ".slow", "slow", "Sum", period);
  }

  @Override
  public IMetric latency(double percentile, Duration period) {
    String name = "p" + Numbers.plain(percentile);
    return metric(REQUESTS + ".duration", name, name, period);
  }

  /** What it counts besides requests. */
  List<IMetric> others(Duration period) {
    return names.stream()
        .filter(name -> !name.startsWith(REQUESTS))
        .map(name -> metric(name, name, "Sum", period))
        .toList();
  }

  private IMetric metric(String name, String label, String statistic, Duration period) {
    return Metric.Builder.create()
        .namespace(environment.settings().project())
        .metricName(name)
        .dimensionsMap(
            new TreeMap<>(Map.of("stage", environment.stage(), "service", service.name())))
        .statistic(statistic)
        .label(label)
        .period(period)
        .build();
  }
}
