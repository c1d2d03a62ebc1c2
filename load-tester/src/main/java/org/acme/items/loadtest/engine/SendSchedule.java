package org.acme.items.loadtest.engine;

/**
 * Finds when requests should have been sent, from when they were. A sender that is never early and
 * catches up after a pause is on time now and then; its earliest sends draw the line. One thread
 * uses it.
 */
public final class SendSchedule {
  private final Arrivals arrivals;
  private long origin;
  private int sent;

  public SendSchedule(Arrivals arrivals) {
    this.arrivals = arrivals;
  }

  /** When the next request should have been sent, given that it is being sent now. */
  public long intended(long nowNanos) {
    long offset = next();
    // Differences only: the origin of nanoTime is arbitrary.
    if (sent == 0 || nowNanos - offset - origin < 0) {
      origin = nowNanos - offset;
    }
    sent++;
    return origin + offset;
  }

  /** Nanoseconds from the start at which the next request is due. */
  public long next() {
    return arrivals.at(sent);
  }
}
