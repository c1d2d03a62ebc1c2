package org.acme.items.drill;

import java.time.Duration;
import java.util.Map;
import org.acme.items.drill.ecs.Await;
import org.acme.items.drill.ecs.Deployment;
import org.acme.items.drill.ecs.EcsService;
import org.acme.items.drill.ecs.ServiceDefinition;
import org.acme.items.drill.ecs.ServiceDefinition.Alarm;
import org.acme.items.drill.ecs.TaskDefinition;

/** Releases that are bad in one way each; what served before has to serve afterwards. */
final class BadReleases {
  private BadReleases() {}

  static void crash(Run run) {
    EcsService backend = run.site().backend();
    release(
        run,
        backend,
        derived(
            run,
            backend,
            "crash",
            "ENTRYPOINT [\"/bin/bash\", \"-c\", \"echo cannot start >&2; exit 1\"]"),
        new Expected(
            "Essential container in task exited (exit code 1)", boundOfBreaker(backend), true));
  }

  /** It looks for a table that is not there. */
  static void neverReady(Run run) {
    EcsService backend = run.site().backend();
    release(
        run,
        backend,
        backend
            .current()
            .withEnvironment(Map.of("ITEMS_TABLE", "nowhere", "ITEMS_TABLE_CREATE", "false")),
        new Expected("Task failed container health checks", boundOfBreaker(backend), true));
  }

  /** Its backend is far away: answers take 700 ms longer. */
  static void slow(Run run) {
    EcsService frontend = run.site().frontend();
    try (FaultyProxy far = run.site().proxyToBackend()) {
      far.delay(Duration.ofMillis(700));
      release(
          run,
          frontend,
          frontend.current().withEnvironment(Map.of("BACKEND_URL", far.address().toString())),
          new Expected(
              "alarm items-%s-frontend-slow is in ALARM".formatted(Site.STAGE),
              boundOfAlarm(frontend, Alarm.Metric.RESPONSE_TIME),
              false));
    }
  }

  /** It calls the backend at a port where nobody listens: alive and ready, and of no use. */
  static void errors(Run run) {
    EcsService frontend = run.site().frontend();
    release(
        run,
        frontend,
        frontend
            .current()
            .withEnvironment(Map.of("BACKEND_URL", "http://backend.items.internal:9")),
        new Expected(
            "alarm items-%s-frontend-failures is in ALARM".formatted(Site.STAGE),
            boundOfAlarm(frontend, Alarm.Metric.FAILURES),
            false));
  }

  /**
   * Its program says in its header that it is for another processor. The kernel refuses it, and the
   * init process has a shell try it, which cannot read it either.
   */
  static void wrongArchitecture(Run run) {
    EcsService backend = run.site().backend();
    release(
        run,
        backend,
        derived(
            run,
            backend,
            "wrong-arch",
            """
            USER root
            RUN cp /bin/true /app/start && printf '\\363\\000' | dd of=/app/start bs=1 seek=18 conv=notrunc status=none
            USER 10001:10001
            ENTRYPOINT ["/app/start"]\
            """),
        new Expected("exited (exit code 2), log: /app/start: 1:", boundOfBreaker(backend), true));
  }

  static void missingSecret(Run run) {
    EcsService backend = run.site().backend();
    release(
        run,
        backend,
        backend.current().withSecret("SIGNATURE"),
        new Expected(
            "ResourceInitializationError: unable to pull secrets: [SIGNATURE]",
            boundOfBreaker(backend),
            true));
  }

  /** It wants half as much again as its task has. */
  static void outOfMemory(Run run) {
    EcsService backend = run.site().backend();
    int heap = backend.definition().task().memoryMiB() * 3 / 2;
    release(
        run,
        backend,
        derived(
            run,
            backend,
            "out-of-memory",
            "ENTRYPOINT [\"java\", \"-Xms%dm\", \"-Xmx%dm\", \"-XX:+AlwaysPreTouch\", \"-jar\", \"quarkus-run.jar\"]"
                .formatted(heap, heap)),
        new Expected("OutOfMemoryError: Container killed", boundOfBreaker(backend), true));
  }

  /**
   * A release of the backend with a fault of your own.
   *
   * @param fault lines of a Dockerfile, which come after those of the release that serves
   */
  static void planted(Run run, String fault) {
    EcsService backend = run.site().backend();
    release(
        run,
        backend,
        derived(run, backend, "planted", fault),
        new Expected("failed to start", boundOfBreaker(backend), true));
  }

  private static TaskDefinition derived(
      Run run, EcsService service, String name, String instructions) {
    TaskDefinition current = service.current();
    return current.withImage(run.site().images().derive(current.image(), name, instructions));
  }

  /**
   * How a bad release ends.
   *
   * @param unnoticed whether ECS promises that no request fails: it does while bad tasks never get
   *     any
   */
  private record Expected(String reason, Duration bound, boolean unnoticed) {}

  private static void release(Run run, EcsService service, TaskDefinition bad, Expected expected) {
    TaskDefinition before = service.current();
    run.startLoad();

    Deployment deployment = service.deploy(bad);
    Await.until(
        "the deployment ends",
        expected.bound.multipliedBy(2),
        () -> deployment.state() != Deployment.RolloutState.IN_PROGRESS);
    run.detected(deployment.took());
    Duration recovered =
        Await.until(
            "the service is steady", Rollouts.bound(service).multipliedBy(2), service::isSteady);
    run.recovered(recovered);
    long steady = System.nanoTime();
    run.endLoad();

    run.bound(expected.bound);
    run.expect(
        "the deployment fails; but it is " + deployment.state(),
        deployment.state() == Deployment.RolloutState.FAILED);
    run.expect(
        "the reason names \"%s\"; but it is \"%s\"".formatted(expected.reason, deployment.reason()),
        deployment.reason().contains(expected.reason));
    run.expect(
        "it is red within %s; but it took %s".formatted(expected.bound, deployment.took()),
        deployment.took().compareTo(expected.bound) <= 0);
    run.expect("what ran before runs", service.current().equals(before));
    if (expected.unnoticed) {
      run.expectNoFailures();
    } else {
      var after = run.between(steady, System.nanoTime());
      run.expect(
          "no request fails once it is rolled back; but " + Run.failures(after),
          Run.failed(after).isEmpty() && !after.isEmpty());
    }
    run.outcome("rolled back: " + deployment.reason());
  }

  /** Rounds of tasks, each of which fails at the latest when its health checks say so. */
  private static Duration boundOfBreaker(EcsService service) {
    ServiceDefinition definition = service.definition();
    return definition
        .task()
        .healthCheck()
        .longest()
        .plus(Rollouts.OUR_OWN)
        .multipliedBy(definition.roundsToFailure());
  }

  private static Duration boundOfAlarm(EcsService service, Alarm.Metric metric) {
    ServiceDefinition definition = service.definition();
    Alarm alarm =
        definition.alarms().stream()
            .filter(candidate -> candidate.metric() == metric)
            .findFirst()
            .orElseThrow();
    return Rollouts.healthyWithin(definition).plus(Rollouts.OUR_OWN).plus(alarm.longest());
  }
}
