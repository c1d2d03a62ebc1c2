package org.acme.items.loadtest.engine;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Sends requests when they are due, whether or not earlier ones were answered (open model). */
public interface LoadEngine {
  /**
   * Begins to send and returns at once.
   *
   * @param requests asked for the next request when it is due, by one thread
   */
  Load start(RouteLoad route, Supplier<PlannedRequest> requests, LoadObserver observer);

  /** Load that is under way. */
  interface Load {
    /** Completes when every request was sent and has ended. */
    CompletableFuture<Void> done();

    /** Sends no more; what is under way may still be answered. */
    void stop();
  }
}
