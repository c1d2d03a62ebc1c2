package org.acme.items.loadtest.scenario;

/**
 * What a measurement must keep to be valid.
 *
 * @param ratePercent by which the rate may be missed
 * @param pauseMillis that one in a thousand of the tester's own pauses may last before its round is
 *     left out
 * @param cpuPercent of all processors that the tester may use itself
 */
public record Quality(double ratePercent, double pauseMillis, double cpuPercent) {
  public static final Quality DEFAULT = new Quality(1, 20, 80);
}
