package org.acme.items.system.signals;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Until something is so, but not for ever. */
final class Waiting {
  private static final Duration POLL = Duration.ofMillis(100);

  private Waiting() {}

  static void until(String what, Duration patience, BooleanSupplier isSo) {
    Instant deadline = Instant.now().plus(patience);
    while (!isSo.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("not within %d s: %s".formatted(patience.toSeconds(), what));
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }
}
