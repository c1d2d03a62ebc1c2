package org.acme.items.loadtest.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When requests are due. They come as from many people who know nothing of each other: a Poisson
 * process, given its number of arrivals. Regular spacing would tie two routes together, so that one
 * is always served behind the other, and would meet periodic work of a target always or never.
 */
public final class Arrivals {
  private final long[] nanos;

  private Arrivals(long[] nanos) {
    this.nanos = nanos;
  }

  /**
   * So many arrivals in so long. Their gaps are exponential and scaled to fit, which is the same as
   * drawing every moment evenly and sorting them.
   */
  public static Arrivals poisson(int count, Duration duration, RandomGenerator random) {
    if (count < 1) {
      throw new IllegalArgumentException("a load needs at least one request, got " + count);
    }
    double[] moments = new double[count];
    double moment = 0;
    for (int i = 0; i < count; i++) {
      moment += random.nextExponential();
      moments[i] = moment;
    }
    double scale = duration.toNanos() / (moment + random.nextExponential());
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      nanos[i] = (long) (moments[i] * scale);
    }
    return new Arrivals(nanos);
  }

  public int count() {
    return nanos.length;
  }

  /** Nanoseconds from the start; never less than that of the one before. */
  public long at(int index) {
    return nanos[index];
  }
}
