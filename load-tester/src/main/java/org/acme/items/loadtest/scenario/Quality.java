package org.acme.items.loadtest.scenario;

/**
 * What a measurement must keep to be valid.
 *
 * @param ratePercent by which the rate may be missed
 * @param pauseMillis beyond which the tester may be held up in a hundredth of the time of a round,
 *     or the round is not compared
 * @param cpuPercent of all processors that the tester may use itself
 */
public record Quality(double ratePercent, double pauseMillis, double cpuPercent) {
  public static final Quality DEFAULT = new Quality(1, 20, 80);
}
