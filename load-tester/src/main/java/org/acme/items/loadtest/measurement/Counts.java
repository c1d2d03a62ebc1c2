package org.acme.items.loadtest.measurement;

/**
 * How requests ended. {@code offered = completed + failed + timedOut + lost} once none is under
 * way.
 *
 * @param offered handed to the network, or meant to be
 * @param completed answered with 2xx or 3xx
 * @param failed answered with anything else, or not connected, or cut off
 * @param timedOut not answered within the timeout
 * @param lost never heard of again
 */
public record Counts(long offered, long completed, long failed, long timedOut, long lost) {
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

  public Counts plus(Counts other) {
    return new Counts(
        offered + other.offered,
        completed + other.completed,
        failed + other.failed,
        timedOut + other.timedOut,
        lost + other.lost);
  }

  /** The same, with what has not ended counted as lost. */
  Counts settled() {
    return new Counts(
        offered, completed, failed, timedOut, offered - completed - failed - timedOut);
  }

  public long bad() {
    return failed + timedOut + lost;
  }
}
