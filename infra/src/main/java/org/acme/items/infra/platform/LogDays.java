package org.acme.items.infra.platform;

import java.util.Map;
import software.amazon.awscdk.services.logs.RetentionDays;

/** How long CloudWatch keeps logs. */
public final class LogDays {
  private static final Map<Integer, RetentionDays> KNOWN =
      Map.ofEntries(
          Map.entry(1, RetentionDays.ONE_DAY),
          Map.entry(3, RetentionDays.THREE_DAYS),
          Map.entry(5, RetentionDays.FIVE_DAYS),
          Map.entry(7, RetentionDays.ONE_WEEK),
          Map.entry(14, RetentionDays.TWO_WEEKS),
          Map.entry(30, RetentionDays.ONE_MONTH),
          Map.entry(60, RetentionDays.TWO_MONTHS),
          Map.entry(90, RetentionDays.THREE_MONTHS),
          Map.entry(120, RetentionDays.FOUR_MONTHS),
          Map.entry(150, RetentionDays.FIVE_MONTHS),
          Map.entry(180, RetentionDays.SIX_MONTHS),
          Map.entry(365, RetentionDays.ONE_YEAR),
          Map.entry(400, RetentionDays.THIRTEEN_MONTHS),
          Map.entry(545, RetentionDays.EIGHTEEN_MONTHS),
          Map.entry(731, RetentionDays.TWO_YEARS));

  private LogDays() {}

  /**
   * The CDK's word for a number of days.
   *
   * @throws IllegalArgumentException if CloudWatch does not offer it
   */
  public static RetentionDays of(int days) {
    RetentionDays known = KNOWN.get(days);
    if (known == null) {
      throw new IllegalArgumentException("CloudWatch does not keep logs for " + days + " days");
    }
    return known;
  }
}
