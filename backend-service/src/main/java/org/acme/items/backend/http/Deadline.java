package org.acme.items.backend.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The moment after which an answer is of no use.
 *
 * @param end as {@code nanoTime} counts
 * @param ofCaller whether the caller set it; else it is a limit of ours
 * @param nanoTime {@link System#nanoTime}, which no correction of the wall clock moves
 */
public record Deadline(long end, boolean ofCaller, LongSupplier nanoTime) {
  /** Longer than any request: reckoning with it is simpler than with its absence. */
  private static final Duration FOREVER = Duration.ofDays(365);

  /** That of a caller who has not said how long it waits. */
  public static Deadline none() {
    return new Deadline(System.nanoTime() + FOREVER.toNanos(), false, System::nanoTime);
  }

  /** That of a caller who waits for some time from the arrival of its request. */
  static Deadline ofCaller(long arrival, Duration timeout, LongSupplier nanoTime) {
    return new Deadline(arrival + timeout.toNanos(), true, nanoTime);
  }

  /** This deadline, or one of ours that is so long from now, whichever comes first. */
  public Deadline atMost(Duration fromNow) {
    return left().compareTo(fromNow) <= 0
        ? this
        : new Deadline(nanoTime.getAsLong() + fromNow.toNanos(), false, nanoTime);
  }

  /** Not positive when it has passed. */
  public Duration left() {
    return Duration.ofNanos(end - nanoTime.getAsLong());
  }

  public boolean hasPassed() {
    return !left().isPositive();
  }

  /** The answer when the caller's time was over before anything was done for it. */
  public static ProblemException exceeded() {
    return new ProblemException(
        ProblemType.DEADLINE_EXCEEDED,
        "The time in %s was over; nothing was changed".formatted(DeadlineFilter.HEADER));
  }
}
