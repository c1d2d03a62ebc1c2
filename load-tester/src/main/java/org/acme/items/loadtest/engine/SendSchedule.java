package org.acme.items.loadtest.engine;

/**
 * Finds when requests with regular spacing should have been sent, from when they were. A sender
 * that is never early and catches up after a pause is on time now and then; its earliest sends draw
 * the line. One thread uses it.
 */
public final class SendSchedule {
  private final long periodNanos;
  private long origin = Long.MAX_VALUE;
  private long sent;

  public SendSchedule(int rate) {
    this.periodNanos = 1_000_000_000L / rate;
  }

  /** When the next request should have been sent, given that it is being sent now. */
  public long intended(long nowNanos) {
    long offset = sent * periodNanos;
    // Differences only: the origin of nanoTime is arbitrary.
    if (sent == 0 || nowNanos - offset - origin < 0) {
      origin = nowNanos - offset;
    }
    sent++;
    return origin + offset;
  }
}
