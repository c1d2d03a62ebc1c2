package org.acme.items.frontend.system;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times as people read them. */
final class Texts {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Texts() {}

  /** {@code 10:15:30.123}, in UTC. */
  static String time(Instant instant) {
    return MILLIS.format(instant);
  }

  /** {@code 0.8 ms}, {@code 12 ms} or {@code 1.25 s}; a dash for none. */
  static String duration(@Nullable Duration duration) {
    if (duration == null) {
      return "–";
    }
    double millis = duration.toNanos() / 1e6;
    if (millis < 9.95) {
      return String.format(Locale.ROOT, "%.1f ms", millis);
    }
    return millis < 999.5
        ? String.format(Locale.ROOT, "%.0f ms", millis)
        : String.format(Locale.ROOT, "%.2f s", millis / 1000);
  }

  /** The two largest units: {@code 3 d 4 h}, {@code 4 h 12 min}, {@code 12 min 5 s}. */
  static String uptime(Duration uptime) {
    if (uptime.toDays() > 0) {
      return "%d d %d h".formatted(uptime.toDays(), uptime.toHoursPart());
    }
    return uptime.toHours() > 0
        ? "%d h %d min".formatted(uptime.toHours(), uptime.toMinutesPart())
        : "%d min %d s".formatted(uptime.toMinutes(), uptime.toSecondsPart());
  }
}
