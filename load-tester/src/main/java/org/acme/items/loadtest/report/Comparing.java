package org.acme.items.loadtest.report;

import java.util.ArrayList;
import java.util.List;
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

  /** Seconds of the run that it takes for one that can be compared. */
  private double perComparedSecond = 1;

  Comparing(String baseline, String candidate, Comparison rule, long seed) {
    this.baseline = baseline;
    this.candidate = candidate;
    this.rule = rule;
    this.seed = seed;
  }

  LoadReport.RouteComparison compare(Measurement measurement, Seconds seconds) {
    Map<Integer, Histogram> first = seconds.comparable(baseline);
    Map<Integer, Histogram> second = seconds.comparable(candidate);
    perComparedSecond = seconds.measured() / (double) Math.max(1, first.size());
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
    Interval95 errors = errors(seconds, ofFirst, ofSecond);
    return new LoadReport.RouteComparison(
        baseline, candidate, seed, differences, errors, words(errors, ofFirst, ofSecond));
  }

  /**
   * Newcombe's interval takes every request for independent, but failures come in outages. The
   * bootstrap over seconds knows that, but nothing where there are few; so the wider reach of both.
   */
  private Interval95 errors(Seconds seconds, Counts ofFirst, Counts ofSecond) {
    Interval95 independent =
        Proportions.difference(
            ofFirst.bad(), ofFirst.offered(), ofSecond.bad(), ofSecond.offered());
    double[] differences = seconds.failureShares(baseline, candidate);
    if (differences.length < 4 || ofFirst.bad() + ofSecond.bad() == 0) {
      return independent;
    }
    Interval95 inTime = Bootstrap.mean(differences, seed).interval();
    return new Interval95(
        independent.estimate(),
        Math.max(-1, Math.min(independent.low(), inTime.low())),
        Math.min(1, Math.max(independent.high(), inTime.high())));
  }

  static double rate(Map<Integer, Histogram> seconds) {
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
    Interval95 difference = raw.result().interval();
    Verdict verdict = Verdict.of(difference, pValue, margin, raw.blocks());
    int minutes = 0;
    String more = "";
    if (verdict == Verdict.INCONCLUSIVE) {
      int missing = Verdict.missingBlocks(difference, margin, raw.blocks());
      minutes = (int) Math.ceil(missing * raw.blockSeconds() * perComparedSecond / 60);
      boolean isGuess = missing >= (Verdict.MOST_TIMES - 1) * raw.blocks() && raw.blocks() > 3;
      more =
          "%s %d more minute%s"
              .formatted(isGuess ? "more than" : "about", minutes, minutes == 1 ? "" : "s");
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
        words(raw, difference, margin, verdict, more, pooled));
  }

  private String words(
      Raw raw, Interval95 difference, double margin, Verdict verdict, String more, double pooled) {
    String words =
        raw.blocks() < Verdict.LEAST_BLOCKS
            ? Words.say(
                "inconclusive: %d of %d blocks of %d s, %s",
                raw.blocks(), Verdict.LEAST_BLOCKS, raw.blockSeconds(), more)
            : Words.difference(candidate, verdict, difference, margin, more);
    boolean disagree = verdict != Verdict.INCONCLUSIVE && !near(difference, pooled, margin);
    return disagree
        ? words
            + Words.say(
                "; over all blocks at once the difference is %.3f ms: look at the curves", pooled)
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
          : Words.say("no failures; at 95 %% fewer than %.4f %% on either route", 300.0 / least);
    }
    String counts =
        Words.say(
            "%d of %d against %d of %d",
            second.bad(), second.offered(), first.bad(), first.offered());
    String interval =
        Words.say(
            "95 %% CI %.3f to %.3f percentage points", 100 * errors.low(), 100 * errors.high());
    Interval95 ifIndependent =
        Proportions.difference(first.bad(), first.offered(), second.bad(), second.offered());
    if (errors.contains(0) && !ifIndependent.contains(0)) {
      return Words.say(
          "%s failed %s often: %s, but at one stretch, which may be chance (%s)",
          candidate, errors.estimate() > 0 ? "more" : "less", counts, interval);
    }
    if (errors.contains(0)) {
      return Words.say("failures do not differ: %s (%s)", counts, interval);
    }
    return Words.say(
        "%s fails %s often: %s (%s)",
        candidate, errors.estimate() > 0 ? "more" : "less", counts, interval);
  }
}
