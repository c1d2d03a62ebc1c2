package org.acme.items.drill;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.acme.items.drill.ecs.Await;
import org.acme.items.drill.history.Request;

/** Far more requests than a task can answer, and what becomes of it and of everybody else. */
final class Floods {
  private static final Duration LOOK = Duration.ofSeconds(15);
  private static final Duration FLOOD = Duration.ofMinutes(1);
  private static final int TIMES = 10;
  private static final Duration RECOVERS = Duration.ofSeconds(10);

  /** Not what a client wants, but less than it would wait for an answer. */
  private static final Duration REFUSED = Duration.ofSeconds(2);

  private static final Set<Integer> ALLOWED = Set.of(200, 429, 503);

  private Floods() {}

  static void flood(Run run) {
    Site site = run.site();
    Set<String> tasks = site.containers();
    String address = site.cloudMap().resolve().getFirst();
    try (FloodLoad load = new FloodLoad(address, site.backend().current().port())) {
      load.sustained(LOOK); // compiles
      double sustained = load.sustained(LOOK);
      run.startLoad();
      FloodLoad.Answers answers = load.flood(sustained * TIMES, FLOOD);
      long ended = System.nanoTime();
      Await.elapse(RECOVERS);
      run.endLoad();

      judge(run, answers, ended);
      run.expect("no task was replaced", tasks.equals(site.containers()) && site.isSteady());
      run.outcome(
          "%.0f/s of lists to one of two backends, which makes %.0f/s: %d%% answered, the others 429 or 503, half of them within %d ms, 99%% within %d ms"
              .formatted(
                  answers.count() / (FLOOD.toMillis() / 1e3),
                  sustained,
                  Math.round(100.0 * answers.ok() / answers.count()),
                  answers.refusedWithin(50).toMillis(),
                  answers.refusedWithin(99).toMillis()));
    }
  }

  private static void judge(Run run, FloodLoad.Answers answers, long ended) {
    run.expect(
        "every request is answered, with 200, 429 or 503; but " + answers.statuses(),
        ALLOWED.containsAll(answers.statuses().keySet()));
    run.expect(
        "the flood is refused; but " + answers.statuses(), answers.ok() < answers.count() / 2);
    run.expect("what is taken is answered; but " + answers.statuses(), answers.ok() > 0);
    run.expect(
        "99%% of refusals come within %s; but %s".formatted(REFUSED, answers.refusedWithin(99)),
        answers.refusedWithin(99).compareTo(REFUSED) <= 0);

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
  }
}
