package org.acme.items.drill;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.acme.items.drill.ecs.Await;
import org.acme.items.drill.history.Checker;
import org.acme.items.drill.history.ItemsHttp;
import org.acme.items.drill.history.Operation;
import org.acme.items.drill.history.Operation.Route;
import org.acme.items.drill.history.Recorder;
import org.acme.items.drill.history.Request;
import org.acme.items.drill.history.Violation;
import org.jspecify.annotations.Nullable;

/** One drill under way: its load, what it measured, and what it expected. */
final class Run implements AutoCloseable {
  /** Operations per second; an update is two requests. */
  static final double PAGE_RATE = 5;

  static final double API_RATE = 8;

  private static final Duration QUIET = Duration.ofSeconds(3);

  private final Site site;
  private final String name;
  private final long seed;
  private final ItemsHttp http;
  private final Recorder recorder;
  private final List<String> unmet = new ArrayList<>();
  private long startedAt;
  private @Nullable Duration detected;
  private @Nullable Duration recovered;
  private @Nullable Duration bound;
  private String outcome = "";
  private List<Request> requests = List.of();

  Run(Site site, String name, long seed) {
    this.site = site;
    this.name = name;
    this.seed = seed;
    this.http = site.clients();
    // Another run with the same seed finds the items of this one in the table.
    String values = "%s%s".formatted(name.replace("-", ""), Long.toHexString(System.nanoTime()));
    this.recorder = new Recorder(http, values, seed);
  }

  Site site() {
    return site;
  }

  /** Starts the load, and lets it run for a while before anything happens. */
  void startLoad() {
    startedAt = System.nanoTime();
    recorder.start(PAGE_RATE, API_RATE);
    Await.elapse(QUIET);
  }

  /** Goes on for a while, ends the load, and checks the history. */
  void endLoad() {
    Await.elapse(QUIET);
    recorder.stop();
    requests = http.requests();
  }

  void detected(Duration time) {
    detected = time;
  }

  void recovered(Duration time) {
    recovered = time;
  }

  /** What the configuration promises, for detecting where that was measured, else recovering. */
  void bound(Duration time) {
    bound = time;
  }

  void outcome(String sentence) {
    outcome = sentence;
  }

  /** Notes what should be so, and is or is not. */
  void expect(String what, boolean isSo) {
    if (!isSo) {
      unmet.add(what);
    }
  }

  void expectNoFailures() {
    expect("no request fails; but " + failures(requests), failed(requests).isEmpty());
  }

  /** No page fails, nor the list on it is old; clients of the API find another task by retrying. */
  void expectNoFailedPages() {
    List<Request> pages = ofRoute(Route.PAGE);
    expect("no page fails; but " + failures(pages), failed(pages).isEmpty());
  }

  /** Every operation comes to its end with the retries that a client makes. */
  void expectAllAnswered() {
    List<Operation> open =
        recorder.history().stream()
            .filter(operation -> operation.outcome() == Operation.Outcome.UNKNOWN)
            .toList();
    expect("every operation is answered in the end; but %s".formatted(open), open.isEmpty());
  }

  /** Requests that were sent in a span of time. */
  List<Request> between(long from, long to) {
    return requests.stream()
        .filter(request -> request.start() - from >= 0 && request.start() - to < 0)
        .toList();
  }

  List<Request> ofRoute(Route route) {
    return requests.stream().filter(request -> request.route() == route).toList();
  }

  List<Request> requests() {
    return requests;
  }

  static List<Request> failed(List<Request> requests) {
    return requests.stream().filter(Request::isFailed).toList();
  }

  /** Failures by what they were, and how often. */
  static String failures(List<Request> requests) {
    Map<String, Long> counts = new TreeMap<>();
    failed(requests)
        .forEach(request ->
            counts.merge(
                "%s %s: %s".formatted(request.route(), request.what(), request.failure()),
                1L,
                Long::sum));
    return counts.toString();
  }

  /** Requests so far, for drills that wait for failures to begin or to end. */
  List<Request> requestsSoFar() {
    return http.requests();
  }

  /** Versions of the API that answered, and how often. */
  Map<String, Long> versions() {
    return new HashMap<>(
        requests.stream()
            .filter(request -> !request.version().isEmpty())
            .collect(Collectors.groupingBy(Request::version, Collectors.counting())));
  }

  DrillResult result() {
    List<Operation> history = recorder.history();
    List<Violation> violations = Checker.check(history, recorder.stored());
    violations.forEach(violation -> unmet.add(violation.toString()));
    int doubled = DrillResult.doubled(violations);
    Duration loaded =
        Duration.ofNanos(
            requests.stream().mapToLong(Request::start).max().orElse(startedAt) - startedAt);
    return new DrillResult(
        name,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        Machine.facts(),
        "%.0f pages/s and %.0f API/s for %d s".formatted(PAGE_RATE, API_RATE, loaded.toSeconds()),
        seed,
        requests.size(),
        failed(requests).size(),
        failed(ofRoute(Route.PAGE)).size(),
        (int)
            history.stream()
                .filter(operation ->
                    operation.kind() != Operation.Kind.READ
                        && operation.outcome() == Operation.Outcome.ACKNOWLEDGED)
                .count(),
        violations.size() - doubled,
        doubled,
        seconds(detected),
        seconds(recovered),
        seconds(bound),
        outcome,
        unmet);
  }

  private static @Nullable Double seconds(@Nullable Duration duration) {
    return duration == null ? null : Math.round(duration.toMillis() / 100.0) / 10.0;
  }

  @Override
  public void close() {
    recorder.close();
    http.close();
  }
}
