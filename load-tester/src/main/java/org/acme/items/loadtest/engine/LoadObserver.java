package org.acme.items.loadtest.engine;

/**
 * Told about every request, by several threads. {@code address} is an index into the addresses of
 * the {@link RouteLoad}; latencies are in nanoseconds and begin when the request should have been
 * sent.
 */
public interface LoadObserver {
  /**
   * @param lateNanos after the moment at which it should have been sent
   */
  void sent(int address, long lateNanos);

  void answered(int address, long nanos, Answer answer);

  void timedOut(int address, long nanos);

  /**
   * @param reason for people
   */
  void failed(int address, long nanos, String reason);
}
