package org.acme.items.drill;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.acme.items.drill.ecs.Await;
import org.acme.items.drill.ecs.Docker;
import org.acme.items.drill.ecs.EcsService;
import org.acme.items.drill.history.Operation.Route;
import org.acme.items.drill.history.Request;

/** Tasks that are gone without a word. */
final class Losses {
  /** ECS sees that a container has ended; then the load balancer sends it nothing more. */
  private static final Duration FORGOTTEN = Duration.ofSeconds(5);

  private static final Duration KNOWN = Duration.ofSeconds(30);

  private Losses() {}

  static void killTask(Run run) {
    Site site = run.site();
    run.startLoad();

    long killed = System.nanoTime();
    kill(List.of(first(site.backend())));
    awaitReplacement(run, killed);

    run.endLoad();
    run.expectNoFailedPages();
    run.expectAllAnswered();
    run.outcome("pages went to the other task; API clients retried until DNS had forgotten it");
  }

  static void killNode(Run run) {
    Site site = run.site();
    run.startLoad();

    long killed = System.nanoTime();
    kill(List.of(first(site.backend()), first(site.frontend())));
    awaitReplacement(run, killed);

    run.endLoad();
    List<Request> late =
        run.between(killed + FORGOTTEN.toNanos(), System.nanoTime()).stream()
            .filter(request -> request.route() == Route.PAGE)
            .toList();
    run.expect(
        "no page fails %s after the loss; but %s".formatted(FORGOTTEN, Run.failures(late)),
        Run.failed(late).isEmpty());
    run.expectAllAnswered();
    run.outcome("visitors of the lost frontend got errors until it was deregistered, then none");
  }

  static void staleDns(Run run) {
    Site site = run.site();
    run.startLoad();

    site.cloudMap().resolve();
    site.cloudMap().freeze(true);
    long killed = System.nanoTime();
    kill(List.of(first(site.backend())));
    Await.until("ECS knows of the loss", KNOWN, () -> !site.backend().isSteady());
    run.detected(Duration.ofNanos(System.nanoTime() - killed));
    Await.until("the task is replaced", Rollouts.bound(site.backend()), site.backend()::isSteady);
    site.cloudMap().freeze(false);
    Await.until(
        "DNS names the tasks that run, and no other",
        Duration.ofSeconds(30),
        () -> Set.copyOf(site.cloudMap().resolve()).equals(addresses(site.backend())));
    run.recovered(Duration.ofNanos(System.nanoTime() - killed));

    run.endLoad();
    run.bound(Rollouts.bound(site.backend()));
    run.expectNoFailedPages();
    run.expectAllAnswered();
    run.outcome(
        "pages went to the task that answers; API clients retried as long as DNS was wrong");
  }

  private static void awaitReplacement(Run run, long killed) {
    Site site = run.site();
    Await.until("ECS knows of the loss", KNOWN, () -> !site.isSteady());
    run.detected(Duration.ofNanos(System.nanoTime() - killed));
    Await.until(
        "all tasks are there again",
        Rollouts.bound(site.backend()).multipliedBy(2),
        site::isSteady);
    run.recovered(Duration.ofNanos(System.nanoTime() - killed));
    run.bound(Rollouts.healthyWithin(site.frontend().definition()).plus(Rollouts.OUR_OWN));
    run.expect(
        "all tasks are there again in time",
        System.nanoTime() - killed
            < Rollouts.healthyWithin(site.frontend().definition())
                .plus(Rollouts.OUR_OWN)
                .toNanos());
  }

  /** A new container may get the address of a lost one. */
  private static Set<String> addresses(EcsService service) {
    return service.containers().stream().map(Site::address).collect(Collectors.toSet());
  }

  private static String first(EcsService service) {
    return service.containers().getFirst();
  }

  private static void kill(List<String> containers) {
    containers.forEach(container -> Docker.run("kill", container));
  }
}
