package org.acme.items.loadtest.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.acme.items.loadtest.measurement.Histograms;
import org.acme.items.loadtest.measurement.Interval;
import org.acme.items.loadtest.measurement.Measurement;
import org.acme.items.loadtest.measurement.Round;
import org.acme.items.loadtest.scenario.ScenarioException;

/** Joins what several agents have measured. Histograms are added; percentiles never are. */
public final class Merging {
  private final List<Measurement> parts;
  private final Instant start;

  private Merging(List<Measurement> parts) {
    this.parts = parts;
    this.start =
        parts.stream().map(Measurement::startedAt).min(Comparator.naturalOrder()).orElseThrow();
  }

  /**
   * Joins the parts of a run.
   *
   * @param parts at least one
   * @throws ScenarioException if they are not parts of one run
   */
  public static Measurement merge(List<Measurement> parts) {
    List<String> problems = new ArrayList<>();
    Measurement first = parts.getFirst();
    Map<Integer, Measurement> ids = new HashMap<>();
    for (Measurement part : parts) {
      if (!part.scenario().equals(first.scenario())) {
        problems.add("the results are of different scenarios");
      }
      if (!part.runId().equals(first.runId())) {
        problems.add(
            "the results are of different runs: %s and %s".formatted(first.runId(), part.runId()));
      }
      for (Measurement.Agent agent : part.agents()) {
        if (ids.put(agent.id(), part) != null) {
          problems.add("agent %d is there twice".formatted(agent.id()));
        }
        if (agent.of() != first.agents().getFirst().of()) {
          problems.add("the results are of different numbers of agents");
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new ScenarioException(problems.stream().distinct().toList());
    }
    return new Merging(parts).merged();
  }

  private Measurement merged() {
    Measurement first = parts.getFirst();
    Map<Integer, Histogram> pauses = new TreeMap<>();
    Map<String, Map<String, Long>> reasons = new TreeMap<>();
    for (Measurement part : parts) {
      part.pauses()
          .forEach((second, text) ->
              pauses
                  .computeIfAbsent(second + shift(part), _ -> Histograms.empty())
                  .add(Histograms.decode(text)));
      part.reasons()
          .forEach((route, counts) -> {
            Map<String, Long> sums = reasons.computeIfAbsent(route, _ -> new TreeMap<>());
            counts.forEach((reason, count) -> sums.merge(reason, count, Long::sum));
          });
    }
    Map<Integer, String> encoded = new TreeMap<>();
    pauses.forEach((second, histogram) -> encoded.put(second, Histograms.encode(histogram)));
    return new Measurement(
        first.runId(),
        start,
        first.scenario(),
        first.control(),
        first.seed(),
        agents(),
        rounds(),
        intervals(),
        encoded,
        reasons,
        parts.stream().allMatch(Measurement::ended),
        parts.stream().anyMatch(Measurement::interrupted));
  }

  /** Those that have left nothing are there too, as ones that measured nothing. */
  private List<Measurement.Agent> agents() {
    Map<Integer, Measurement.Agent> agents = new TreeMap<>();
    for (Measurement part : parts) {
      for (Measurement.Agent agent : part.agents()) {
        agents.put(
            agent.id(),
            new Measurement.Agent(
                agent.id(),
                agent.of(),
                agent.ended(),
                agent.lastSecond(),
                shift(part),
                agent.host()));
      }
    }
    int of = parts.getFirst().agents().getFirst().of();
    for (int id = 1; id <= of; id++) {
      agents.putIfAbsent(id, new Measurement.Agent(id, of, false, -1, 0, "unknown"));
    }
    return List.copyOf(agents.values());
  }

  /** Whole seconds by which it began later than the first. */
  private int shift(Measurement part) {
    return (int) Math.round(Duration.between(start, part.startedAt()).toMillis() / 1000.0);
  }

  private List<Round> rounds() {
    Map<Integer, Round> rounds = new TreeMap<>();
    for (Measurement part : parts) {
      for (Round round : part.rounds()) {
        Round shifted = at(round, round.second() + shift(part));
        rounds.merge(round.index(), shifted, Merging::sum);
      }
    }
    return List.copyOf(rounds.values());
  }

  private static Round at(Round round, int second) {
    return new Round(
        round.index(),
        round.phase(),
        round.measured(),
        second,
        round.seconds(),
        round.rate(),
        round.routes(),
        round.pauseMillis(),
        round.cpuPercent(),
        round.cpuSeconds());
  }

  /** Whole are the seconds in which both were under way. */
  private static Round sum(Round one, Round other) {
    Map<String, Round.RouteRound> routes = new TreeMap<>(one.routes());
    other
        .routes()
        .forEach((name, route) ->
            routes.merge(
                name,
                route,
                (a, b) ->
                    new Round.RouteRound(
                        a.planned() + b.planned(),
                        a.counts().plus(b.counts()),
                        a.achievedRate() + b.achievedRate(),
                        Math.max(a.latestMillis(), b.latestMillis()))));
    int second = Math.max(one.second(), other.second());
    int end = Math.min(one.second() + one.seconds(), other.second() + other.seconds());
    return new Round(
        one.index(),
        one.phase(),
        one.measured(),
        second,
        Math.max(0, end - second),
        one.rate() + other.rate(),
        routes,
        Math.max(one.pauseMillis(), other.pauseMillis()),
        Math.max(one.cpuPercent(), other.cpuPercent()),
        one.cpuSeconds() + other.cpuSeconds());
  }

  private record Key(String route, String address, int second, int round) {}

  private List<Interval> intervals() {
    Map<Key, Interval> sums = new LinkedHashMap<>();
    for (Measurement part : parts) {
      for (Interval interval : part.intervals()) {
        Key key =
            new Key(
                interval.route(),
                interval.address(),
                interval.second() + shift(part),
                interval.round());
        sums.merge(
            key,
            new Interval(
                key.route(),
                key.address(),
                key.second(),
                key.round(),
                interval.counts(),
                interval.latencies()),
            Merging::sum);
      }
    }
    return sums.values().stream()
        .sorted(Comparator.comparingInt(Interval::second).thenComparing(Interval::route))
        .toList();
  }

  private static Interval sum(Interval one, Interval other) {
    Histogram latencies = Histograms.decode(one.latencies());
    latencies.add(Histograms.decode(other.latencies()));
    return new Interval(
        one.route(),
        one.address(),
        one.second(),
        one.round(),
        one.counts().plus(other.counts()),
        Histograms.encode(latencies));
  }
}
