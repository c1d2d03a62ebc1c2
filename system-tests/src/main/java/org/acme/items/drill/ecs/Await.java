package org.acme.items.drill.ecs;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions, with a deadline. */
public final class Await {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private Await() {}

  /**
   * Looks again and again until it is so, and returns how long that took.
   *
   * @throws IllegalStateException if it is not so in time
   */
  public static Duration until(String what, Duration within, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > within.toNanos()) {
        throw new IllegalStateException("not so after %s: %s".formatted(within, what));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Lets time pass while others work: a load that runs for so long, a delay that ECS keeps. */
  public static void elapse(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() - end < 0) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
