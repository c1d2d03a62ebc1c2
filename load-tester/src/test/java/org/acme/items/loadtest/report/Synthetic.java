package org.acme.items.loadtest.report;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.acme.items.loadtest.TestScenarios;
import org.acme.items.loadtest.measurement.Counts;
import org.acme.items.loadtest.measurement.Histograms;
import org.acme.items.loadtest.measurement.Interval;
import org.acme.items.loadtest.measurement.Measurement;
import org.acme.items.loadtest.measurement.Round;
import org.acme.items.loadtest.scenario.Scenario;

/** Measurements that no one has made: both routes share the moods of a machine. */
final class Synthetic {
  static final int RATE = 100;

  double hopMillis;
  int failuresOfSecondRoute;
  boolean everySecondFails;
  double achievedRate = RATE;
  double pauseMillis = 1;
  double cpuPercent = 10;
  boolean control;
  int seconds = 121;

  Measurement measurement(long seed) {
    Random random = new Random(seed);
    Scenario scenario =
        TestScenarios.steady(
            RATE, seconds, 10, URI.create("http://one.test"), URI.create("http://two.test"));
    List<Interval> intervals = new ArrayList<>();
    double mood = 0;
    for (int second = 0; second < seconds; second++) {
      mood = 0.6 * mood + 0.3 * random.nextGaussian();
      intervals.add(interval("a", second, 3 + mood, 0, random));
      intervals.add(
          interval(
              "b",
              second,
              3 + mood + hopMillis,
              everySecondFails || second == 5 ? failuresOfSecondRoute : 0,
              random));
    }
    Counts all = new Counts((long) RATE * seconds, (long) RATE * seconds, 0, 0, 0);
    int failures = everySecondFails ? seconds * failuresOfSecondRoute : failuresOfSecondRoute;
    Counts some = new Counts(all.offered(), all.completed() - failures, failures, 0, 0);
    Round round =
        new Round(
            0,
            "steady",
            true,
            0,
            seconds,
            RATE,
            Map.of(
                "a", new Round.RouteRound(all.offered(), all, achievedRate, 1),
                "b", new Round.RouteRound(all.offered(), some, achievedRate, 1)),
            pauseMillis,
            cpuPercent,
            1);
    return new Measurement(
        "synthetic",
        Instant.parse("2026-11-21T10:00:00Z"),
        scenario,
        control,
        seed,
        List.of(new Measurement.Agent(1, 1, true, seconds - 1, 0, "nowhere")),
        List.of(round),
        intervals,
        Map.of(0, ""),
        failuresOfSecondRoute == 0
            ? Map.of()
            : Map.of("b", Map.of("status 503", (long) failuresOfSecondRoute)),
        true,
        false);
  }

  /** Log-normal around a median. */
  private static Interval interval(
      String route, int second, double medianMillis, int failed, Random random) {
    Histogram latencies = Histograms.empty();
    for (int i = 0; i < RATE - failed; i++) {
      latencies.recordValue(
          Math.round(Math.max(0.1, medianMillis) * 1e6 * Math.exp(0.3 * random.nextGaussian())));
    }
    return new Interval(
        route,
        "127.0.0.1:80",
        second,
        0,
        new Counts(RATE, RATE - failed, failed, 0, 0),
        Histograms.encode(latencies));
  }
}
