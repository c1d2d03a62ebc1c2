package org.acme.items.loadtest.engine;

import java.util.concurrent.TimeUnit;

/**
 * When requests are due, and when they should have been sent. Threads that wait for a moment wake
 * up a little after it, always; that little is not the target's, and no request's latency. One
 * thread uses it.
 */
public final class SendSchedule {
  /** More is no slack any more: whoever is later is late. */
  private static final long MOST_SLACK = TimeUnit.MILLISECONDS.toNanos(1);

  private final long startNanos;
  private final Arrivals arrivals;
  private long slack = MOST_SLACK;
  private int sent;

  /**
   * A schedule.
   *
   * @param startNanos of {@link System#nanoTime}, from which arrivals count
   */
  public SendSchedule(long startNanos, Arrivals arrivals) {
    this.startNanos = startNanos;
    this.arrivals = arrivals;
  }

  /** Nanoseconds from the start at which the next request is due. */
  public long due() {
    return arrivals.at(sent);
  }

  /** Nanoseconds from now until the next request is due; none or fewer if it is. */
  public long left(long nowNanos) {
    return startNanos + due() - nowNanos;
  }

  /** When the next request should have been sent, given that it is being sent now. */
  public long send(long nowNanos) {
    slack = Math.min(slack, Math.max(0, -left(nowNanos)));
    long intended = startNanos + due() + slack;
    sent++;
    return intended;
  }
}
