package org.acme.items.system.hostile;

import java.time.Duration;
import java.util.Map;

/**
 * What came back.
 *
 * @param headers by their names in lower case; the last of those that came twice
 * @param took from the first byte sent to the last byte received
 */
record Answer(int status, Map<String, String> headers, String body, Duration took) {
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  @Override
  public String toString() {
    return "%d %s after %d ms: %s".formatted(status, headers, took.toMillis(), body);
  }
}
