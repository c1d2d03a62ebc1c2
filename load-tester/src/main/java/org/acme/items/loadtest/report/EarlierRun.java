package org.acme.items.loadtest.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.acme.items.loadtest.measurement.Counts;
import org.acme.items.loadtest.measurement.Measurement;
import org.acme.items.loadtest.scenario.Comparison;
import org.acme.items.loadtest.scenario.Route;
import org.acme.items.loadtest.statistics.Bootstrap;
import org.acme.items.loadtest.statistics.Interval95;
import org.acme.items.loadtest.statistics.Proportions;
import org.acme.items.loadtest.statistics.Verdict;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Compares a run with an earlier one, route by route. They did not run at the same time, so nothing
 * can be paired: what the machine or the network did meanwhile is in the difference.
 */
public final class EarlierRun {
  private static final List<Quantity> QUANTITIES = List.of(Quantity.P50, Quantity.P99);

  /** Standard deviations from the middle of a 95 % interval to its ends. */
  private static final double HALF_95 = 1.96;

  private EarlierRun() {}

  /** Lines for people. */
  public static List<String> compare(Measurement earlier, Measurement later) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s (%s) minus %s (%s), seed %d; not at the same time, so other causes are possible"
            .formatted(
                later.runId(),
                later.startedAt(),
                earlier.runId(),
                earlier.startedAt(),
                later.seed()));
    Analysis.of(earlier)
        .invalid()
        .forEach(why -> lines.add("  The earlier run is INVALID: " + why));
    if (!earlier.scenario().phases().equals(later.scenario().phases())
        || !earlier.scenario().mix().equals(later.scenario().mix())) {
      lines.add("  The two did not do the same: their phases or mixes differ");
    }
    Seconds before = new Seconds(earlier);
    Seconds after = new Seconds(later);
    for (Route route : later.scenario().routes()) {
      if (earlier.scenario().routes().stream()
          .noneMatch(each -> each.name().equals(route.name()))) {
        lines.add("  %s: not in the earlier run".formatted(route.name()));
        continue;
      }
      lines.addAll(
          latencies(
              route.name(),
              before.comparable(route.name()),
              after.comparable(route.name()),
              later.scenario().comparison(),
              later.seed()));
      lines.add(errors(route.name(), earlier.counts(route.name()), later.counts(route.name())));
    }
    return lines;
  }

  private static List<String> latencies(
      String route,
      Map<Integer, Histogram> before,
      Map<Integer, Histogram> after,
      Comparison rule,
      long seed) {
    List<String> lines = new ArrayList<>();
    for (Quantity quantity : QUANTITIES) {
      int length = quantity.blockSeconds(Math.min(Comparing.rate(before), Comparing.rate(after)));
      double[] first = values(quantity, before, length);
      double[] second = values(quantity, after, length);
      if (first.length < 4 || second.length < 4) {
        lines.add("  %s %s: too little was measured".formatted(route, quantity.word()));
        continue;
      }
      Interval95 one = Bootstrap.median(first, seed).interval();
      Interval95 two = Bootstrap.median(second, seed + 1).interval();
      double reach = Math.hypot(one.halfWidth(), two.halfWidth());
      double estimate = two.estimate() - one.estimate();
      Interval95 difference = new Interval95(estimate, estimate - reach, estimate + reach);
      double margin =
          Math.max(rule.equivalentMillis(), rule.equivalentPercent() / 100 * one.estimate());
      int blocks = Math.min(first.length, second.length);
      double z = reach == 0 ? 10 : Math.abs(estimate) / (reach / HALF_95);
      double p = 2 * NormalDistribution.of(0, 1).survivalProbability(z);
      Verdict verdict = Verdict.of(difference, Math.min(1, QUANTITIES.size() * p), margin, blocks);
      String more =
          blocks < Verdict.LEAST_BLOCKS
              ? "%d of %d blocks of %d s".formatted(blocks, Verdict.LEAST_BLOCKS, length)
              : "the runs are too short for it";
      lines.add(
          "  %s: %s"
              .formatted(
                  route + " " + quantity.word(),
                  Words.difference("it", verdict, difference, margin, more)));
    }
    return lines;
  }

  private static double[] values(Quantity quantity, Map<Integer, Histogram> seconds, int length) {
    return Seconds.pairs(seconds, seconds, length).stream()
        .mapToDouble(pair -> quantity.millis(pair.baseline()))
        .toArray();
  }

  private static String errors(String route, Counts before, Counts after) {
    Interval95 errors =
        Proportions.difference(before.bad(), before.offered(), after.bad(), after.offered());
    return Words.say(
        "  %s errors: %d of %d against %d of %d (95 %% CI of the difference %.3f to %.3f percentage points)",
        route,
        after.bad(),
        after.offered(),
        before.bad(),
        before.offered(),
        100 * errors.low(),
        100 * errors.high());
  }
}
