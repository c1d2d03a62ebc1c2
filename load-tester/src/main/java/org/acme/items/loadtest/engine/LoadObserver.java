package org.acme.items.loadtest.engine;

/**
 * Told about every request, by several threads. {@code address} is an index into the addresses of
 * the {@link RouteLoad}; latencies are in nanoseconds and begin when the request should have been
 * sent.
 */
public interface LoadObserver {
  /**
   * A request was handed to the network.
   *
   * @param dueNanos from the start of the load
   * @param lateNanos after the moment at which it should have been sent
   */
  void sent(int address, long dueNanos, long lateNanos);

  void answered(int address, long nanos, Answer answer);

  void timedOut(int address, long nanos);

  /**
   * There was no answer.
   *
   * @param reason for people
   */
  void failed(int address, long nanos, String reason);
}
