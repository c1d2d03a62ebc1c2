package org.acme.items.loadtest.measurement;

/**
 * What happened on one address of a route in one second.
 *
 * @param second since the start of the run
 * @param round that the load belonged to
 * @param counts of requests that were sent or ended in this second; nothing is lost here yet
 * @param latencies of those that were answered well or timed out; see {@link Histograms}
 */
public record Interval(
    String route, String address, int second, int round, Counts counts, String latencies) {}
