package org.acme.items.loadtest.measurement;

/**
 * The part of the load that this process makes.
 *
 * @param id from 1
 * @param of how many processes
 */
public record Share(int id, int of) {
  public static final Share ALL = new Share(1, 1);

  public Share {
    if (id < 1 || of < id) {
      throw new IllegalArgumentException("share %d of %d is none".formatted(id, of));
    }
  }

  /** Whole requests per second; the shares of all add up to the rate. */
  int slice(int rate) {
    return Math.toIntExact((long) rate * id / of - (long) rate * (id - 1) / of);
  }
}
