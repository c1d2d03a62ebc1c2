package org.acme.items.frontend.backend;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * Keeps retries from multiplying an outage. A token bucket as in Finagle's retry budget: each call
 * pays in a fifth of a retry and each second ten, and a hundred can be saved. So when one address
 * of several fails, all calls to it are repeated elsewhere; when everything fails, the backend gets
 * a fifth more calls than there are visitors and not three times as many.
 */
final class RetryBudget {
  /** A call pays in one unit, so a retry costs five. */
  private static final int RETRY = 5;

  private static final int RETRIES_PER_SECOND = 10;
  private static final int SAVED_RETRIES = 100;

  private final Bucket units;

  /**
   * @param time by which the retries of each second are paid in
   */
  RetryBudget(TimeMeter time) {
    this.units =
        Bucket.builder()
            .addLimit(limit ->
                limit
                    .capacity(SAVED_RETRIES * RETRY)
                    .refillGreedy(RETRIES_PER_SECOND * RETRY, Duration.ofSeconds(1)))
            .withCustomTimePrecision(time)
            .build();
  }

  /** A call pays in, whatever becomes of it. */
  void payIn() {
    units.addTokens(1);
  }

  /** Whether there is enough for a retry, which is then spent. */
  boolean spend() {
    return units.tryConsume(RETRY);
  }
}
