package org.acme.items.backend.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.acme.items.backend.signals.RequestTally.Durations;
import org.junit.jupiter.api.Test;

class RequestTallyTest {
  private final RequestTally tally = new RequestTally(new TestSignals());

  @Test
  void failedAreThoseFrom500On() {
    IntStream.of(200, 304, 404, 499, 500, 503).forEach(status -> tally.add(status, 1));

    assertThat(tally.take().requests()).isEqualTo(6);
    IntStream.of(499, 500, 503).forEach(status -> tally.add(status, 1));
    assertThat(tally.take().failed()).isEqualTo(2);
  }

  @Test
  void slowAreThoseAboveTheLimitToTheNanosecond() {
    tally.add(200, TimeUnit.MILLISECONDS.toNanos(300));
    tally.add(200, TimeUnit.MILLISECONDS.toNanos(300) + 1);

    assertThat(tally.take().slow()).isEqualTo(1);
  }

  @Test
  void takingStartsAgain() {
    tally.add(500, TimeUnit.SECONDS.toNanos(1));
    tally.take();

    RequestTally.Taken again = tally.take();

    assertThat(again.requests() + again.failed() + again.slow()).isZero();
    tally.add(200, TimeUnit.MILLISECONDS.toNanos(2));
    Durations fresh = tally.take().durations();
    assertThat(List.of(fresh.min(), fresh.max())).containsOnly(0.002);
  }

  @Test
  void durationsAreAtMostEightPercentOff() {
    for (int millis = 1; millis < 60_000; millis = millis * 11 / 10 + 1) {
      tally.add(200, TimeUnit.MILLISECONDS.toNanos(millis));
      tally.add(200, TimeUnit.MILLISECONDS.toNanos(1));
      tally.add(200, TimeUnit.MINUTES.toNanos(1));

      List<Double> values = tally.take().durations().values();

      double seconds = millis / 1000.0;
      assertThat(values).anySatisfy(v -> assertThat(v).isCloseTo(seconds, withPercentage(8)));
    }
  }

  @Test
  void neverMoreValuesThanCloudWatchTakes() {
    for (long nanos = 1; nanos < TimeUnit.HOURS.toNanos(1); nanos = nanos * 21 / 20 + 1) {
      tally.add(200, nanos);
    }

    RequestTally.Taken taken = tally.take();

    assertThat(taken.durations().values()).hasSize(100).isSorted();
    assertThat(taken.durations().count()).isEqualTo(taken.requests());
  }

  @Test
  void sumMaximumAndMinimumAreExact() {
    tally.add(200, TimeUnit.MILLISECONDS.toNanos(10));
    tally.add(200, TimeUnit.MILLISECONDS.toNanos(35));

    RequestTally.Taken taken = tally.take();

    assertThat(taken.durations().sum()).isCloseTo(0.045, within(1e-9));
    assertThat(taken.durations().min()).isEqualTo(0.010);
    assertThat(taken.durations().max()).isEqualTo(0.035);
  }
}
