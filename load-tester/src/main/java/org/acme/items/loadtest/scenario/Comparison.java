package org.acme.items.loadtest.scenario;

/**
 * When two routes count as equal: a difference within the larger of the two.
 *
 * @param equivalentMillis absolute
 * @param equivalentPercent of the baseline's latency
 */
public record Comparison(double equivalentMillis, double equivalentPercent) {
  public static final Comparison DEFAULT = new Comparison(0.2, 5);
}
