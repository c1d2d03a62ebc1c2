package org.acme.items.loadtest.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.acme.items.loadtest.measurement.Counts;
import org.acme.items.loadtest.measurement.Histograms;
import org.acme.items.loadtest.measurement.Interval;
import org.acme.items.loadtest.measurement.Measurement;
import org.acme.items.loadtest.measurement.Round;

/** The latencies of a measurement, second by second. */
final class Seconds {
  private final Map<Integer, Round> rounds = new HashMap<>();
  private final Set<Integer> leftOut = new HashSet<>();
  private final List<Interval> intervals;

  Seconds(Measurement measurement) {
    measurement
        .rounds()
        .forEach(round -> {
          rounds.put(round.index(), round);
          if (round.pauseMillis() > measurement.scenario().quality().pauseMillis()) {
            leftOut.add(round.index());
          }
        });
    intervals = measurement.intervals();
  }

  /** How many measured rounds are not compared, since the tester paused in them. */
  int leftOut() {
    return (int)
        rounds.values().stream()
            .filter(round -> round.measured() && leftOut.contains(round.index()))
            .count();
  }

  /** Latencies of a route in measured rounds, without the second that makes connections. */
  Histogram all(String route) {
    return sum(route, null);
  }

  Histogram all(String route, String address) {
    return sum(route, address);
  }

  private Histogram sum(String route, @org.jspecify.annotations.Nullable String address) {
    Histogram sum = Histograms.empty();
    for (Interval interval : intervals) {
      Round round = rounds.get(interval.round());
      if (interval.route().equals(route)
          && (address == null || interval.address().equals(address))
          && round != null
          && round.measured()
          && interval.second() > round.second()) {
        sum.add(Histograms.decode(interval.latencies()));
      }
    }
    return sum;
  }

  /** By second, where it can be compared: whole, measured, and the tester was awake. */
  Map<Integer, Histogram> comparable(String route) {
    Map<Integer, Histogram> seconds = new TreeMap<>();
    for (Interval interval : intervals) {
      Round round = rounds.get(interval.round());
      if (!interval.route().equals(route) || round == null || leftOut.contains(round.index())) {
        continue;
      }
      // Answers that came when the next round had begun were sent in this one.
      int second = Math.min(interval.second(), round.second() + round.seconds() - 1);
      if (round.isSettled(second)) {
        seconds
            .computeIfAbsent(second, _ -> Histograms.empty())
            .add(Histograms.decode(interval.latencies()));
      }
    }
    return seconds;
  }

  /** How many seconds the measured rounds lasted, comparable or not. */
  int measured() {
    return rounds.values().stream().filter(Round::measured).mapToInt(Round::seconds).sum();
  }

  /**
   * By second of the measured rounds: the share of the candidate's requests that failed in it,
   * minus that of the baseline. Their mean is the difference over everything.
   */
  double[] failureShares(String baseline, String candidate) {
    Map<Integer, Double> shares = new TreeMap<>();
    for (Round round : rounds.values()) {
      for (int second = 0; round.measured() && second < round.seconds(); second++) {
        shares.put(round.second() + second, 0.0);
      }
    }
    int seconds = shares.size();
    add(shares, candidate, seconds);
    add(shares, baseline, -seconds);
    return shares.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private void add(Map<Integer, Double> shares, String route, int seconds) {
    long offered =
        rounds.values().stream()
            .filter(Round::measured)
            .mapToLong(round -> of(round, route).offered())
            .sum();
    for (Interval interval : intervals) {
      Round round = rounds.get(interval.round());
      if (round != null && round.measured() && interval.route().equals(route)) {
        int second = Math.min(interval.second(), round.second() + round.seconds() - 1);
        shares.merge(
            second, (double) interval.counts().bad() * seconds / Math.max(1, offered), Double::sum);
      }
    }
  }

  private static Counts of(Round round, String route) {
    Round.RouteRound had = round.routes().get(route);
    return had == null ? Counts.NONE : had.counts();
  }

  /** Two routes in the same blocks of seconds. */
  record Pair(Histogram baseline, Histogram candidate) {}

  static List<Pair> pairs(
      Map<Integer, Histogram> baseline, Map<Integer, Histogram> candidate, int blockSeconds) {
    List<Pair> pairs = new ArrayList<>();
    Pair block = new Pair(Histograms.empty(), Histograms.empty());
    int filled = 0;
    for (Map.Entry<Integer, Histogram> second : baseline.entrySet()) {
      Histogram other = candidate.get(second.getKey());
      if (other == null || other.getTotalCount() == 0 || second.getValue().getTotalCount() == 0) {
        continue;
      }
      block.baseline().add(second.getValue());
      block.candidate().add(other);
      if (++filled == blockSeconds) {
        pairs.add(block);
        block = new Pair(Histograms.empty(), Histograms.empty());
        filled = 0;
      }
    }
    return pairs;
  }
}
