package org.acme.items.backend.signals;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;

/** Durations are exported in buckets, from which a percentile over all tasks can be told. */
final class Histograms {
  private static final Set<String> TIMERS = Set.of("http.server.requests", "dynamodb.calls");

  /**
   * Milliseconds; the limit of the objective is one as well, so that what is slow is counted
   * exactly.
   */
  private static final int[] EDGES = {2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000};

  @Produces
  @Singleton
  MeterFilter histograms(SignalsConfig config) {
    double[] edges =
        IntStream.concat(IntStream.of(EDGES), IntStream.of(config.sloLatencyMs()))
            .sorted()
            .distinct()
            .mapToDouble(millis -> Duration.ofMillis(millis).toNanos())
            .toArray();
    return new MeterFilter() {
      @Override
      public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig with) {
        return TIMERS.contains(id.getName())
            ? DistributionStatisticConfig.builder()
                .serviceLevelObjectives(edges)
                .build()
                .merge(with)
            : with;
      }
    };
  }
}
