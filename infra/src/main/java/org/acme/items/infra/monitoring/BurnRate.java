package org.acme.items.infra.monitoring;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.acme.items.infra.config.Slo;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;

/**
 * How much faster than allowed the budget of an SLO is used up: 1 uses up all of it in the SLO's
 * window. An alarm needs a long window, so that it means something, and a short one, so that it
 * ends soon after the trouble; see "Alerting on SLOs" in Google's Site Reliability Workbook.
 *
 * @param minutes the long window
 * @param shortMinutes the short window
 * @param percentOfBudget that is gone at the end of the long window
 */
record BurnRate(int minutes, int shortMinutes, int percentOfBudget) {
  /** Those that wake somebody, with the shares of that book. */
  static final List<BurnRate> PAGES = List.of(new BurnRate(60, 5, 2), new BurnRate(360, 30, 5));

  /** The one that is looked at on the next day. */
  static final BurnRate TICKET = new BurnRate(24 * 60, 120, 10);

  /** Requests that went wrong in the long window; fewer are single ones, whatever their share. */
  private static final int LEAST_BAD = 10;

  /** The rate from which on it is an alarm. */
  double threshold(Slo slo) {
    double rate = percentOfBudget / 100.0 * slo.windowDays() * 24 * 60 / minutes;
    return Math.rint(rate * 100) / 100;
  }

  /** The rate over the long window, 0 while only single requests go wrong. */
  IMetric overLong(Slo slo, RequestMetrics requests) {
    return rate(slo, requests, minutes, LEAST_BAD);
  }

  /** The rate over the short window. */
  IMetric overShort(Slo slo, RequestMetrics requests) {
    return rate(slo, requests, shortMinutes, 1);
  }

  /** Of failures or of slow answers, whichever is used up faster. */
  static IMetric rate(Slo slo, RequestMetrics requests, int minutes, int leastBad) {
    Duration period = Duration.minutes(minutes);
    // Allowed are so many of 100; what a counter does not say is 0.
    String failures = "100 * FILL(failed, 0) / " + Numbers.plain(slo.failureBudgetPercent());
    String slowness = "100 * FILL(slow, 0) / " + Numbers.plain(slo.slownessBudgetPercent());
    return MathExpression.Builder.create()
        .expression(
            "IF(FILL(failed, 0) + FILL(slow, 0) >= %1$d, IF(%2$s > %3$s, %2$s, %3$s) / requests, 0)"
                .formatted(leastBad, failures, slowness))
        .usingMetrics(
            new TreeMap<>(
                Map.of(
                    "requests", requests.requests(period),
                    "failed", requests.failed(period),
                    "slow", requests.slow(slo.latency().thresholdMs(), period))))
        .label("burn rate over " + text(minutes))
        .period(period)
        .build();
  }

  String name() {
    return text(minutes);
  }

  String shortName() {
    return text(shortMinutes);
  }

  /** {@code 5m}, {@code 1h}, {@code 1d}. */
  private static String text(int minutes) {
    if (minutes % (24 * 60) == 0) {
      return minutes / (24 * 60) + "d";
    }
    return minutes % 60 == 0 ? minutes / 60 + "h" : String.format(Locale.ROOT, "%dm", minutes);
  }
}
