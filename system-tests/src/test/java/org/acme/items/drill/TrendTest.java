package org.acme.items.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a soak finds. */
class TrendTest {
  @Test
  void leakGrows() {
    Trend leak = new Trend(IntStream.range(0, 30).mapToObj(i -> 100.0 + i).toList());

    assertThat(leak.growth()).isCloseTo(29, within(0.001));
    assertThat(leak.grows(16)).isTrue();
  }

  @Test
  void whatGoesUpAndDownDoesNotGrow() {
    Trend saw = new Trend(IntStream.range(0, 30).mapToObj(i -> 100.0 + i % 5 * 10).toList());

    assertThat(saw.grows(16)).isFalse();
  }

  @Test
  void fewMoreThanBeforeAreNoGrowth() {
    Trend threads = new Trend(List.of(20.0, 21.0, 22.0, 23.0));

    assertThat(threads.grows(8)).isFalse();
  }

  @Test
  void metricIsTheSumOfItsSeries() {
    String metrics =
        """
        # TYPE jvm_threads_live_threads gauge
        jvm_threads_live_threads 21.0
        process_files{kind="a"} 1.0
        process_files{kind="b"} 2.0
        process_files_other 9.0
        """;

    assertThat(Soak.sum(metrics, "jvm_threads_live_threads")).isEqualTo(21);
    assertThat(Soak.sum(metrics, "process_files")).isEqualTo(3);
  }
}
