package org.acme.items.backend.signals;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.acme.items.backend.http.ServiceIdentity;
import org.junit.jupiter.api.Test;

class MinuteMetricsTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-20T10:14:00.002Z"));
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final RequestTally requests = new RequestTally(new TestSignals());
  private final MinuteMetrics metrics =
      new MinuteMetrics(
          requests,
          meters,
          new TestSignals(),
          "backend",
          new ServiceIdentity("1", "task-1", null),
          clock);

  @Test
  void minuteWithoutRequestsIsZerosAndNoDurations() throws IOException {
    JsonNode line = line();

    assertThat(line.get("http.server.requests").asLong(-1)).isZero();
    assertThat(line.get("http.server.requests.failed").asLong(-1)).isZero();
    assertThat(line.get("http.server.requests.slow").asLong(-1)).isZero();
    assertThat(line.get("items.created").asLong(-1)).isZero();
    assertThat(line.has("http.server.requests.duration")).isFalse();
    assertThat(line.at("/_aws/CloudWatchMetrics/0/Metrics").findValuesAsText("Name"))
        .doesNotContain("http.server.requests.duration");
  }

  @Test
  void dimensionsAreStageAndServiceAndTheTaskIsAPropertyOnly() throws IOException {
    JsonNode line = line();

    assertThat(line.at("/_aws/CloudWatchMetrics/0/Namespace").asText()).isEqualTo("Items");
    assertThat(line.at("/_aws/CloudWatchMetrics/0/Dimensions").toString())
        .isEqualTo("[[\"stage\",\"service\"]]");
    assertThat(line.get("stage").asText()).isEqualTo("tested");
    assertThat(line.get("service").asText()).isEqualTo("backend");
    assertThat(line.get("task").asText()).isEqualTo("task-1");
  }

  @Test
  void countersTellWhatIsNewSinceTheLineBefore() throws IOException {
    meters.counter("items.created").increment(3);
    requests.add(200, TimeUnit.MILLISECONDS.toNanos(5));
    JsonNode first = line();
    meters.counter("items.created").increment(2);

    JsonNode second = line();

    assertThat(first.get("items.created").asLong()).isEqualTo(3);
    assertThat(first.at("/http.server.requests.duration/Count").asLong()).isEqualTo(1);
    assertThat(second.get("items.created").asLong()).isEqualTo(2);
  }

  @Test
  void lineIsInTheMinuteThatItTellsAbout() throws IOException {
    now.set(Instant.parse("2026-11-20T10:14:59.998Z"));

    Instant timestamp = Instant.ofEpochMilli(line().at("/_aws/Timestamp").asLong());

    assertThat(timestamp).isEqualTo("2026-11-20T10:14:30Z");
  }

  private JsonNode line() throws IOException {
    return new ObjectMapper().readTree(metrics.line());
  }
}
