package org.acme.items.loadtest.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.acme.items.loadtest.measurement.Counts;
import org.acme.items.loadtest.measurement.Histograms;
import org.acme.items.loadtest.measurement.Measurement;
import org.acme.items.loadtest.scenario.Comparison;
import org.acme.items.loadtest.statistics.Bootstrap;
import org.acme.items.loadtest.statistics.Holm;
import org.acme.items.loadtest.statistics.Interval95;
import org.acme.items.loadtest.statistics.Proportions;
import org.acme.items.loadtest.statistics.Verdict;

/** Compares the second route with the first: second by second, since both ran at the same time. */
final class Comparing {
  private final String baseline;
  private final String candidate;
  private final Comparison rule;
  private final long seed;

  Comparing(String baseline, String candidate, Comparison rule, long seed) {
    this.baseline = baseline;
    this.candidate = candidate;
    this.rule = rule;
    this.seed = seed;
  }

  LoadReport.RouteComparison compare(Measurement measurement, Seconds seconds) {
    Map<Integer, Histogram> first = seconds.comparable(baseline);
    Map<Integer, Histogram> second = seconds.comparable(candidate);
    List<Raw> raws = new ArrayList<>();
    for (Quantity quantity : Quantity.values()) {
      int length = quantity.blockSeconds(Math.min(rate(first), rate(second)));
      raws.add(raw(quantity, Seconds.pairs(first, second, length), length));
    }
    double[] adjusted =
        Holm.adjust(raws.stream().mapToDouble(raw -> raw.result().pValue()).toArray());
    List<LoadReport.Difference> differences = new ArrayList<>();
    for (int i = 0; i < raws.size(); i++) {
      differences.add(difference(raws.get(i), adjusted[i]));
    }
    Counts ofFirst = measurement.counts(baseline);
    Counts ofSecond = measurement.counts(candidate);
    Interval95 errors =
        Proportions.difference(
            ofFirst.bad(), ofFirst.offered(), ofSecond.bad(), ofSecond.offered());
    return new LoadReport.RouteComparison(
        baseline, candidate, seed, differences, errors, words(errors, ofFirst, ofSecond));
  }

  private static double rate(Map<Integer, Histogram> seconds) {
    return seconds.values().stream().mapToLong(Histogram::getTotalCount).average().orElse(0);
  }

  private record Raw(
      Quantity quantity,
      int blocks,
      int blockSeconds,
      double baseline,
      double candidate,
      Bootstrap.Result result) {}

  private Raw raw(Quantity quantity, List<Seconds.Pair> pairs, int blockSeconds) {
    Histogram first = Histograms.empty();
    Histogram second = Histograms.empty();
    double[] differences = new double[pairs.size()];
    for (int i = 0; i < differences.length; i++) {
      Seconds.Pair pair = pairs.get(i);
      first.add(pair.baseline());
      second.add(pair.candidate());
      differences[i] = quantity.millis(pair.candidate()) - quantity.millis(pair.baseline());
    }
    // Too few to say anything: the widest interval there is to show.
    Bootstrap.Result result =
        differences.length >= 4
            ? Bootstrap.median(differences, seed)
            : new Bootstrap.Result(
                new Interval95(quantity.millis(second) - quantity.millis(first), -60_000, 60_000),
                1,
                1);
    return new Raw(
        quantity,
        pairs.size(),
        blockSeconds,
        quantity.millis(first),
        quantity.millis(second),
        result);
  }

  private LoadReport.Difference difference(Raw raw, double pValue) {
    double margin =
        Math.max(rule.equivalentMillis(), rule.equivalentPercent() / 100 * raw.baseline());
    Interval95 difference = raw.result().median();
    Verdict verdict = Verdict.of(difference, pValue, margin, raw.blocks());
    int minutes = 0;
    if (verdict == Verdict.INCONCLUSIVE) {
      int missing = Verdict.missingBlocks(difference, margin, raw.blocks());
      minutes = (int) Math.max(1, Math.ceil(missing * (double) raw.blockSeconds() / 60));
    }
    double pooled = raw.candidate() - raw.baseline();
    return new LoadReport.Difference(
        raw.quantity().word(),
        raw.blocks(),
        raw.blockSeconds(),
        raw.baseline(),
        raw.candidate(),
        pooled,
        difference,
        pValue,
        margin,
        verdict,
        minutes,
        words(raw, difference, margin, verdict, minutes, pooled));
  }

  private String words(
      Raw raw, Interval95 difference, double margin, Verdict verdict, int minutes, double pooled) {
    String interval = say("95 %% CI %.3f to %.3f ms", difference.low(), difference.high());
    String words =
        switch (verdict) {
          case SLOWER ->
              say("%s is slower by %.3f ms (%s)", candidate, difference.estimate(), interval);
          case FASTER ->
              say("%s is faster by %.3f ms (%s)", candidate, -difference.estimate(), interval);
          case EQUIVALENT -> say("equivalent within %.3f ms (%s)", margin, interval);
          case INCONCLUSIVE ->
              raw.blocks() < Verdict.LEAST_BLOCKS
                  ? say(
                      "inconclusive: %d of %d blocks of %d s, about %d more minutes",
                      raw.blocks(), Verdict.LEAST_BLOCKS, raw.blockSeconds(), minutes)
                  : say("inconclusive: about %d more minutes (%s)", minutes, interval);
        };
    boolean disagree = verdict != Verdict.INCONCLUSIVE && !near(difference, pooled, margin);
    return disagree
        ? words + say("; over everything the difference is %.3f ms: look at the curves", pooled)
        : words;
  }

  private static boolean near(Interval95 difference, double pooled, double margin) {
    return difference.low() - margin <= pooled && pooled <= difference.high() + margin;
  }

  private String words(Interval95 errors, Counts first, Counts second) {
    if (first.bad() + second.bad() == 0) {
      long least = Math.min(first.offered(), second.offered());
      return least == 0
          ? "nothing was sent"
          : say("no failures; at 95 %% fewer than %.4f %% on either route", 300.0 / least);
    }
    String counts =
        say(
            "%d of %d against %d of %d",
            second.bad(), second.offered(), first.bad(), first.offered());
    String interval =
        say("95 %% CI %.3f to %.3f percentage points", 100 * errors.low(), 100 * errors.high());
    if (errors.contains(0)) {
      return say("failures do not differ: %s (%s)", counts, interval);
    }
    return say(
        "%s fails %s often: %s (%s)",
        candidate, errors.estimate() > 0 ? "more" : "less", counts, interval);
  }

  @SuppressWarnings("AnnotateFormatMethod") // its annotation would be one more dependency
  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
