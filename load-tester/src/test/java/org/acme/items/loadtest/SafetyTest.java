package org.acme.items.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SafetyTest {
  private static final URI PUBLIC = URI.create("http://192.0.2.1");

  @Test
  void routesToTheSameHostAreAddedUp() {
    // It asks above 1000 per second.
    assertThat(Safety.questionable(TestScenarios.steady(600, 5, 1, PUBLIC))).isEmpty();
    assertThat(Safety.questionable(TestScenarios.steady(600, 5, 1, PUBLIC, PUBLIC)))
        .isEqualTo(Map.of("192.0.2.1", 1200));
  }

  @Test
  void privateAndUnknownNamesAreNotAskedAbout() {
    assertThat(
            Safety.questionable(
                TestScenarios.steady(
                    2000,
                    5,
                    1,
                    URI.create("http://backend.items.internal:8080"),
                    URI.create("http://10.1.2.3"),
                    URI.create("http://[fd00::1]"),
                    URI.create("http://mistyped.invalid"))))
        .isEmpty();
  }
}
