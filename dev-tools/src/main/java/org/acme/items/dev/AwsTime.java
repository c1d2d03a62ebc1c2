package org.acme.items.dev;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Times as the command line of AWS writes them: version 2 as ISO 8601, version 1 also in seconds.
 */
final class AwsTime {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);

  private AwsTime() {}

  /**
   * Reads one.
   *
   * @throws DevException if it is none
   */
  static Instant of(JsonNode time) {
    try {
      return time.isNumber()
          ? Instant.ofEpochMilli(Math.round(time.asDouble() * 1000))
          : OffsetDateTime.parse(time.asText()).toInstant();
    } catch (DateTimeException e) {
      throw new DevException("AWS tells a time that cannot be read: " + time, e);
    }
  }

  /** To the minute, in UTC: {@code 2026-01-31 14:05Z}. */
  static String shown(Instant time) {
    return MINUTES.format(time);
  }
}
