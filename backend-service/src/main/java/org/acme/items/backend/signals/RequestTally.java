package org.acme.items.backend.signals;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Counts requests until they are taken. Safe for many threads, and does not make them wait. */
@Singleton
final class RequestTally {
  /** The most values that CloudWatch takes for one metric of a line. */
  static final int BUCKETS = 100;

  /** Five to each doubling, so that a value is at most 8 % off; from 0.1 ms to 105 s. */
  private static final int PER_DOUBLING = 5;

  private static final double FIRST_NANOS = 100_000;

  private final long slowNanos;
  private final LongAdder failed = new LongAdder();
  private final LongAdder slow = new LongAdder();
  private final LongAdder sumNanos = new LongAdder();
  private final LongAccumulator maxNanos = new LongAccumulator(Math::max, 0);
  private final LongAccumulator minNanos = new LongAccumulator(Math::min, Long.MAX_VALUE);
  private final AtomicLongArray buckets = new AtomicLongArray(BUCKETS);

  RequestTally(SignalsConfig config) {
    this.slowNanos = TimeUnit.MILLISECONDS.toNanos(config.sloLatencyMs());
  }

  void add(int status, long nanos) {
    if (status >= 500) {
      failed.increment();
    }
    if (nanos > slowNanos) {
      slow.increment();
    }
    sumNanos.add(nanos);
    maxNanos.accumulate(nanos);
    minNanos.accumulate(nanos);
    buckets.incrementAndGet(bucket(nanos));
  }

  private static int bucket(long nanos) {
    double doublings = Math.log(Math.max((double) nanos, FIRST_NANOS) / FIRST_NANOS) / Math.log(2);
    return Math.min(BUCKETS - 1, (int) (doublings * PER_DOUBLING));
  }

  private static double edge(int bucket) {
    return FIRST_NANOS * Math.pow(2, (double) bucket / PER_DOUBLING);
  }

  /**
   * Takes what was counted since the last time; a request that comes at this moment may be in two
   * parts.
   */
  Taken take() {
    double max = seconds((double) maxNanos.getThenReset());
    double min = seconds((double) minNanos.getThenReset());
    List<Double> values = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    long requests = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      long count = buckets.getAndSet(bucket, 0);
      if (count > 0) {
        double middle = seconds((edge(bucket) + edge(bucket + 1)) / 2);
        values.add(Math.clamp(middle, Math.min(min, max), Math.max(min, max)));
        counts.add(count);
        requests += count;
      }
    }
    var durations =
        new Durations(
            values, counts, max, min, requests, seconds((double) sumNanos.sumThenReset()));
    return new Taken(requests, failed.sumThenReset(), slow.sumThenReset(), durations);
  }

  private static double seconds(double nanos) {
    return nanos / 1e9;
  }

  /** Requests that were counted. */
  record Taken(long requests, long failed, long slow, Durations durations) {}

  /**
   * How long they took, in seconds.
   *
   * @param values in the middle of each bucket that is not empty
   * @param counts for each value, how many
   */
  record Durations(
      List<Double> values, List<Long> counts, double max, double min, long count, double sum) {
    Durations {
      values = List.copyOf(values);
      counts = List.copyOf(counts);
    }
  }
}
