package org.acme.items.frontend.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.acme.items.frontend.backend.BackendTask.Circuit;
import org.acme.items.frontend.backend.BackendTask.Health;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
  @ParameterizedTest
  @CsvSource({
    "PT0.0004S, 0.4 ms",
    "PT0.00994S, 9.9 ms",
    "PT0.00999S, 10 ms",
    "PT0.123S, 123 ms",
    "PT0.9996S, 1.00 s",
    "PT1.256S, 1.26 s",
    ", –",
  })
  void durationHasAsManyDigitsAsHelp(@Nullable Duration duration, String text) {
    assertThat(Texts.duration(duration)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 min 0 s",
    "PT12M5S, 12 min 5 s",
    "PT4H12M59S, 4 h 12 min",
    "P3DT4H59M, 3 d 4 h"
  })
  void uptimeHasItsTwoLargestUnits(Duration uptime, String text) {
    assertThat(Texts.uptime(uptime)).isEqualTo(text);
  }

  @Test
  void noTwoStatesLookTheSameWithoutColour() {
    Stream<StateView> healths = Arrays.stream(Health.values()).map(StateView::of);
    Stream<StateView> circuits = Arrays.stream(Circuit.values()).map(StateView::of);

    assertThat(healths).extracting(StateView::shape).doesNotHaveDuplicates();
    assertThat(circuits).extracting(StateView::shape).doesNotHaveDuplicates();
  }
}
