package org.acme.items.bench;

import java.util.Map;
import java.util.stream.Collectors;

/** A picture in Markdown, as GitHub and others draw it. */
final class Chart {
  private Chart() {}

  /**
   * A bar for the median of each.
   *
   * @param title with the unit
   * @param bars by name, in their order
   */
  static String bars(String title, Map<String, Samples> bars, int decimals) {
    String names =
        bars.keySet().stream().map("\"%s\""::formatted).collect(Collectors.joining(", "));
    String values =
        bars.values().stream()
            .map(samples -> ("%." + decimals + "f").formatted(samples.median()))
            .collect(Collectors.joining(", "));
    return """

    ```mermaid
    xychart-beta horizontal
      title "%s"
      x-axis [%s]
      y-axis 0 --> %.0f
      bar [%s]
    ```
    """
        .formatted(title, names, Math.ceil(most(bars) * 1.05), values);
  }

  private static double most(Map<String, Samples> bars) {
    return bars.values().stream().mapToDouble(Samples::median).max().orElse(1);
  }
}
