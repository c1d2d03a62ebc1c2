package org.acme.items.loadtest.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.acme.items.loadtest.measurement.Counts;
import org.acme.items.loadtest.measurement.Interval;
import org.acme.items.loadtest.measurement.Measurement;
import org.acme.items.loadtest.measurement.Round;
import org.acme.items.loadtest.scenario.Objectives;
import org.acme.items.loadtest.scenario.Route;
import org.jspecify.annotations.Nullable;

/** Makes a report of a measurement. */
public final class Analysis {
  private final Measurement measurement;
  private final Seconds seconds;
  private final List<Round> measured;
  private final List<String> notes = new ArrayList<>();

  private Analysis(Measurement measurement) {
    this.measurement = measurement;
    this.seconds = new Seconds(measurement);
    this.measured = measurement.rounds().stream().filter(Round::measured).toList();
  }

  public static LoadReport of(Measurement measurement) {
    return new Analysis(measurement).report();
  }

  private LoadReport report() {
    List<LoadReport.RouteSummary> routes =
        measurement.scenario().routes().stream().map(this::summary).toList();
    LoadReport.RouteComparison comparison = comparison();
    LoadReport.Quality quality = quality();
    List<LoadReport.ObjectiveResult> objectives = objectives(routes);
    Validity validity = new Validity(measurement, routes, comparison, quality);
    notes.addAll(validity.notes());
    List<String> invalid = validity.invalid();
    List<String> unreachable =
        routes.stream().filter(this::wasNeverReached).map(LoadReport.RouteSummary::route).toList();
    LoadReport.Outcome outcome = outcome(unreachable, invalid, objectives);
    return new LoadReport(
        LoadReport.SCHEMA,
        outcome,
        sentence(outcome, unreachable, invalid, objectives, comparison),
        invalid,
        notes,
        objectives,
        routes,
        comparison,
        quality,
        measurement);
  }

  private static LoadReport.Outcome outcome(
      List<String> unreachable, List<String> invalid, List<LoadReport.ObjectiveResult> objectives) {
    if (!unreachable.isEmpty()) {
      return LoadReport.Outcome.UNREACHABLE;
    }
    if (!invalid.isEmpty()) {
      return LoadReport.Outcome.INVALID;
    }
    return objectives.stream().allMatch(LoadReport.ObjectiveResult::met)
        ? LoadReport.Outcome.PASS
        : LoadReport.Outcome.SLO_MISSED;
  }

  private LoadReport.RouteSummary summary(Route route) {
    Map<String, Counts> addresses = new TreeMap<>();
    for (Interval interval : measurement.intervals()) {
      if (interval.route().equals(route.name()) && isMeasured(interval.round())) {
        addresses.merge(interval.address(), interval.counts(), Counts::plus);
      }
    }
    double asked = 0;
    double achieved = 0;
    long planned = 0;
    for (Round round : measured) {
      Round.RouteRound had = round.routes().get(route.name());
      if (had != null) {
        planned += had.planned();
        asked += (double) had.planned() * round.rate();
        achieved += had.planned() * had.achievedRate();
      }
    }
    return new LoadReport.RouteSummary(
        route.name(),
        route.url().toString(),
        addresses.entrySet().stream()
            .map(each ->
                new LoadReport.AddressSummary(
                    each.getKey(),
                    each.getValue(),
                    latencies(seconds.all(route.name(), each.getKey()))))
            .toList(),
        measurement.counts(route.name()),
        planned == 0 ? 0 : asked / planned,
        planned == 0 ? 0 : achieved / planned,
        latencies(seconds.all(route.name())),
        measurement.reasons().getOrDefault(route.name(), Map.of()));
  }

  private boolean isMeasured(int round) {
    return measured.stream().anyMatch(each -> each.index() == round);
  }

  private static LoadReport.Latencies latencies(Histogram histogram) {
    return new LoadReport.Latencies(
        histogram.getTotalCount(),
        histogram.getMean() / 1e6,
        histogram.getValueAtPercentile(50) / 1e6,
        histogram.getValueAtPercentile(90) / 1e6,
        histogram.getValueAtPercentile(99) / 1e6,
        histogram.getValueAtPercentile(99.9) / 1e6,
        histogram.getMaxValue() / 1e6);
  }

  private LoadReport.@Nullable RouteComparison comparison() {
    List<Route> routes = measurement.scenario().routes();
    return routes.size() < 2
        ? null
        : new Comparing(
                routes.get(0).name(),
                routes.get(1).name(),
                measurement.scenario().comparison(),
                measurement.seed())
            .compare(measurement, seconds);
  }

  private LoadReport.Quality quality() {
    long offered =
        measured.stream()
            .flatMap(round -> round.routes().values().stream())
            .mapToLong(route -> route.counts().offered())
            .sum();
    double cpu = measured.stream().mapToDouble(Round::cpuSeconds).sum();
    return new LoadReport.Quality(
        measured.stream().mapToDouble(Round::pauseMillis).max().orElse(0),
        measured.stream()
            .flatMap(round -> round.routes().values().stream())
            .mapToDouble(Round.RouteRound::latestMillis)
            .max()
            .orElse(0),
        measured.stream().mapToDouble(Round::cpuPercent).average().orElse(0),
        offered == 0 ? 0 : cpu * 1e6 / offered,
        measured.size(),
        seconds.leftOut());
  }

  private List<LoadReport.ObjectiveResult> objectives(List<LoadReport.RouteSummary> routes) {
    Objectives wanted = measurement.scenario().objectives();
    if (wanted == null) {
      notes.add("no objectives were given, so none could be missed");
      return List.of();
    }
    List<LoadReport.ObjectiveResult> results = new ArrayList<>();
    for (LoadReport.RouteSummary route : routes) {
      Counts counts = route.counts();
      double available = counts.offered() == 0 ? 0 : 100.0 * counts.completed() / counts.offered();
      results.add(
          new LoadReport.ObjectiveResult(
              route.route(),
              Words.say("answered well: at least %s %%", Words.number(wanted.availability())),
              wanted.availability(),
              available,
              available >= wanted.availability()));
      double latency = seconds.all(route.route()).getValueAtPercentile(wanted.percentile()) / 1e6;
      results.add(
          new LoadReport.ObjectiveResult(
              route.route(),
              Words.say(
                  "p%s: at most %s ms",
                  Words.number(wanted.percentile()), Words.number(wanted.thresholdMillis())),
              wanted.thresholdMillis(),
              latency,
              route.latencies().count() > 0 && latency <= wanted.thresholdMillis()));
    }
    return results;
  }

  private boolean wasNeverReached(LoadReport.RouteSummary route) {
    return measurement.rounds().stream()
                .map(round -> round.routes().get(route.route()))
                .filter(Objects::nonNull)
                .mapToLong(each -> each.counts().completed())
                .sum()
            == 0
        && !route.reasons().isEmpty()
        && route.reasons().keySet().stream().noneMatch(reason -> reason.startsWith("status "));
  }

  private static String sentence(
      LoadReport.Outcome outcome,
      List<String> unreachable,
      List<String> invalid,
      List<LoadReport.ObjectiveResult> objectives,
      LoadReport.@Nullable RouteComparison comparison) {
    return switch (outcome) {
      case UNREACHABLE -> "Never reachable: " + String.join(", ", unreachable);
      case INVALID -> "INVALID: " + String.join("; ", invalid);
      case PASS, SLO_MISSED -> {
        String said =
            objectives.isEmpty()
                ? ""
                : outcome == LoadReport.Outcome.PASS ? "Objectives met. " : "Objectives missed. ";
        yield said + (comparison == null ? "" : sentence(comparison));
      }
    };
  }

  private static String sentence(LoadReport.RouteComparison comparison) {
    String differences =
        String.join(
            ". ",
            comparison.differences().stream()
                .filter(each -> each.quantity().equals("p50") || each.quantity().equals("p99"))
                .map(each -> each.quantity() + ": " + each.words())
                .toList());
    return "%s compared with %s. %s. Errors: %s."
        .formatted(
            comparison.candidate(), comparison.baseline(), differences, comparison.errorsInWords());
  }
}
