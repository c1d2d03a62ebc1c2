package org.acme.items.loadtest.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class PauseMeterTest {
  @Test
  void oneLongPauseIsNotHiddenByThousandsOfShortOnes() {
    try (PauseMeter meter = new PauseMeter()) {
      for (int nap = 0; nap < 9_000; nap++) {
        meter.note(0);
      }
      meter.note(TimeUnit.SECONDS.toNanos(1));

      Histogram pauses = meter.take();

      assertThat(pauses.getValueAtPercentile(99) / 1e6).isGreaterThan(900);
      assertThat(pauses.getTotalCount()).isGreaterThan(9_900);
    }
  }
}
