package org.acme.items.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChartTest {
  @Test
  void barsAreMediansInTheirOrder() {
    Map<String, Samples> bars = new LinkedHashMap<>();
    bars.put("slow", new Samples(List.of(90.0, 100.0, 400.0)));
    bars.put("fast", new Samples(List.of(9.0, 11.0)));

    assertThat(Chart.bars("GET, µs", bars, 0))
        .isEqualTo(
            """

            ```mermaid
            xychart-beta horizontal
              title "GET, µs"
              x-axis ["slow", "fast"]
              y-axis 0 --> 105
              bar [100, 10]
            ```
            """);
  }
}
