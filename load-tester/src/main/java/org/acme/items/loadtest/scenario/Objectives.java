package org.acme.items.loadtest.scenario;

/**
 * What the target promises.
 *
 * @param availability percent of requests that are answered well
 * @param thresholdMillis that the latency keeps below
 * @param percentile of the requests that keep below it
 */
public record Objectives(double availability, double thresholdMillis, double percentile) {}
