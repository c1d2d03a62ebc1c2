package org.acme.items.drill;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.acme.items.drill.ecs.Await;
import org.acme.items.drill.history.Request;

/** The table is not as it should be; tasks stay, and say what they cannot do, in time. */
final class TableFaults {
  private static final Duration FAULT = Duration.ofSeconds(15);

  /**
   * A call of the page ends after 2 s, one of the API after 1.8 s; the rest is for a busy machine.
   */
  private static final Duration ANSWERS = Duration.ofSeconds(5);

  /** Circuits open for 5 s, readiness is remembered for 2 s, and asked for every second. */
  private static final Duration RECOVERS = Duration.ofSeconds(10);

  private TableFaults() {}

  static void throttled(Run run) {
    fault(run, () -> run.site().table().throttle(0.5), () -> run.site().table().throttle(0));
    run.outcome("the SDK's retries hid most; the rest was 503 with Retry-After, or an old list");
  }

  static void slow(Run run) {
    fault(
        run,
        () -> run.site().table().delay(Duration.ofMillis(1_500)),
        () -> run.site().table().delay(Duration.ZERO));
    run.expect(
        "the table's slowness is seen; but all went well", !Run.failed(run.requests()).isEmpty());
    run.outcome("503 within 2 s; the page showed the list as it was and kept what was typed");
  }

  static void down(Run run) {
    fault(run, () -> run.site().table().refuse(), () -> run.site().table().accept());
    run.expect("the outage is seen; but all went well", !Run.failed(run.requests()).isEmpty());
    run.outcome("503 within 2 s; the page showed the list as it was and kept what was typed");
  }

  private static void fault(Run run, Runnable begin, Runnable end) {
    Site site = run.site();
    Set<String> tasks = site.containers();
    run.startLoad();

    begin.run();
    Await.elapse(FAULT);
    end.run();
    long ended = System.nanoTime();
    Await.elapse(RECOVERS);
    run.endLoad();

    long recovered =
        Run.failed(run.requests()).stream()
            .mapToLong(request -> request.start() - ended)
            .max()
            .orElse(0);
    run.recovered(Duration.ofNanos(Math.max(0, recovered)));
    run.bound(RECOVERS);
    List<Request> late = run.between(ended + RECOVERS.toNanos(), System.nanoTime());
    run.expect(
        "nothing fails %s after it; but %s".formatted(RECOVERS, Run.failures(late)),
        Run.failed(late).isEmpty());
    Set<Integer> statuses =
        run.requests().stream().map(Request::status).collect(Collectors.toSet());
    run.expect(
        "answers are 200, 201, 303, 409, 412, 503 or 504; but " + statuses,
        Set.of(200, 201, 303, 409, 412, 503, 504).containsAll(statuses));
    List<Request> slow =
        run.requests().stream().filter(request -> request.took().compareTo(ANSWERS) > 0).toList();
    run.expect("answers come within %s; but %s".formatted(ANSWERS, slow), slow.isEmpty());
    run.expect("no task was replaced", tasks.equals(site.containers()) && site.isSteady());
  }
}
