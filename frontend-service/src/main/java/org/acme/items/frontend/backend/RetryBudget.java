package org.acme.items.frontend.backend;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps retries from multiplying an outage. The algorithm is gRPC's retry throttling (proposal A6):
 * a failure costs a token, a success gives a tenth of one back, and there are no retries while no
 * more than half of the tokens are left. So one address of many may fail for a moment and every
 * call to it is repeated elsewhere; when everything fails, retries end after half of the tokens.
 */
final class RetryBudget {
  /** Tenths of a token, so that they can be counted exactly. */
  private static final int FAILURE = 10;

  private static final int SUCCESS = 1;

  private final int capacity;
  private final AtomicInteger left;

  /**
   * @param tokens failures at once that are all retried, times two; at most 1,000 as in gRPC
   */
  RetryBudget(int tokens) {
    if (tokens < 1 || tokens > 1000) {
      throw new IllegalArgumentException("tokens must be 1 to 1000, got " + tokens);
    }
    this.capacity = tokens * FAILURE;
    this.left = new AtomicInteger(capacity);
  }

  void succeeded() {
    left.updateAndGet(now -> Math.min(capacity, now + SUCCESS));
  }

  void failed() {
    left.updateAndGet(now -> Math.max(0, now - FAILURE));
  }

  boolean allowsRetry() {
    return left.get() > capacity / 2;
  }
}
