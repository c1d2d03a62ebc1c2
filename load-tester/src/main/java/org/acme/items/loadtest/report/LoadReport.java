package org.acme.items.loadtest.report;

import java.util.List;
import java.util.Map;
import org.acme.items.loadtest.measurement.Counts;
import org.acme.items.loadtest.measurement.Measurement;
import org.acme.items.loadtest.statistics.Interval95;
import org.acme.items.loadtest.statistics.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a measurement means. Everything but the measurement follows from it.
 *
 * @param schema changes when a reader of older files would misread this one
 * @param outcome of the whole
 * @param sentence the verdict, in words
 * @param invalid why the measurement cannot be trusted; empty if it can
 * @param notes what to know when reading it
 */
public record LoadReport(
    String schema,
    Outcome outcome,
    String sentence,
    List<String> invalid,
    List<String> notes,
    List<ObjectiveResult> objectives,
    List<RouteSummary> routes,
    @Nullable RouteComparison comparison,
    Quality quality,
    Measurement measurement) {
  public static final String SCHEMA = "load-report/1";

  public LoadReport {
    invalid = List.copyOf(invalid);
    notes = List.copyOf(notes);
    objectives = List.copyOf(objectives);
    routes = List.copyOf(routes);
  }

  /** What a run ends with. */
  public enum Outcome {
    PASS(0),
    SLO_MISSED(2),
    INVALID(3),
    UNREACHABLE(4);

    private final int exitCode;

    Outcome(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }
  }

  /**
   * An objective on a route.
   *
   * @param what in words
   * @param wanted percent, or milliseconds
   * @param got in the same unit
   */
  public record ObjectiveResult(
      String route, String what, double wanted, double got, boolean met) {}

  /**
   * A route over all measured rounds.
   *
   * @param rateAsked requests per second, on average
   * @param reasons of failures: how often each
   */
  public record RouteSummary(
      String route,
      String url,
      List<AddressSummary> addresses,
      Counts counts,
      double rateAsked,
      double rateAchieved,
      Latencies latencies,
      Map<String, Long> reasons) {}

  /** An address of a route. */
  public record AddressSummary(String address, Counts counts, Latencies latencies) {}

  /** In milliseconds. */
  public record Latencies(
      long count, double mean, double p50, double p90, double p99, double p999, double max) {}

  /**
   * The second route compared with the first.
   *
   * @param seed of the bootstrap
   * @param errors difference of the shares of requests that failed
   */
  public record RouteComparison(
      String baseline,
      String candidate,
      long seed,
      List<Difference> differences,
      Interval95 errors,
      String errorsInWords) {}

  /**
   * Of one quantity of the latency, candidate minus baseline, in milliseconds.
   *
   * @param quantity {@code p50}, {@code p90}, {@code p99} or {@code mean}
   * @param blockSeconds that were paired at a time
   * @param pooled difference of the quantity over all compared blocks at once
   * @param pValue adjusted for the number of quantities
   * @param margin within which the two count as equal
   * @param moreMinutes that would be needed to tell; 0 if nothing is open
   */
  public record Difference(
      String quantity,
      int blocks,
      int blockSeconds,
      double baseline,
      double candidate,
      double pooled,
      Interval95 difference,
      double pValue,
      double margin,
      Verdict verdict,
      int moreMinutes,
      String words) {}

  /**
   * How well the tester itself did.
   *
   * @param pauseMillis p99 of its own pauses in the worst round
   * @param latestMillis by which a request was sent after its moment, at most
   * @param cpuPercent of all processors
   * @param cpuMicrosPerRequest spent by the tester
   * @param roundsLeftOut of the comparison, for its own pauses
   */
  public record Quality(
      double pauseMillis,
      double latestMillis,
      double cpuPercent,
      double cpuMicrosPerRequest,
      int rounds,
      int roundsLeftOut) {}
}
