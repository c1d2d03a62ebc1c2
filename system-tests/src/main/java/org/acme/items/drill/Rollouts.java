package org.acme.items.drill;

import java.time.Duration;
import java.util.Map;
import org.acme.items.drill.ecs.Await;
import org.acme.items.drill.ecs.Deployment;
import org.acme.items.drill.ecs.EcsService;
import org.acme.items.drill.ecs.ServiceDefinition;
import org.acme.items.drill.ecs.ServiceDefinition.TargetGroup;
import org.acme.items.drill.ecs.TaskDefinition;
import org.jspecify.annotations.Nullable;

/** Releases that are good. */
final class Rollouts {
  /** What Docker and we take on top of what the configuration says, for each batch of tasks. */
  static final Duration OUR_OWN = Duration.ofSeconds(15);

  private Rollouts() {}

  static void roll(Run run) {
    String next = nextVersion(run.site());
    Site site = run.site();
    String backend = site.images().build("backend", next);
    String frontend = site.images().build("frontend", next);
    run.startLoad();

    Duration took = roll(run, site.backend(), site.backend().current().withImage(backend));
    took = took.plus(roll(run, site.frontend(), site.frontend().current().withImage(frontend)));

    run.endLoad();
    run.recovered(took);
    run.bound(bound(site.backend()).plus(bound(site.frontend())));
    run.expectNoFailures();
    run.expect("both versions have answered; but " + run.versions(), run.versions().size() == 2);
    run.outcome("backend, then frontend, replaced; nobody noticed");
  }

  private static String nextVersion(Site site) {
    return site.backend().current().image().endsWith(":v1") ? "v2" : "v1";
  }

  static void previous(Run run) {
    Site site = run.site();
    TaskDefinition current = site.backend().current();
    @Nullable String image = site.images().buildPrevious("backend");
    String what = "the release before";
    if (image == null) {
      image = site.images().build("backend", "previous");
      what = "the same sources with another label, as this clone has no history";
    }
    run.startLoad();

    Duration took = roll(run, site.backend(), current.withImage(image));
    took = took.plus(roll(run, site.backend(), current));

    run.endLoad();
    run.recovered(took);
    run.bound(bound(site.backend()).multipliedBy(2));
    run.expectNoFailures();
    run.expect("both releases have answered; but " + run.versions(), run.versions().size() == 2);
    run.outcome("backend: back to %s (%s) and forward again".formatted(image, what));
  }

  static void clockSkew(Run run) {
    Site site = run.site();
    TaskDefinition current = site.backend().current();
    String skewed =
        site.images()
            .derive(
                current.image(),
                "skewed",
                """
                USER root
                RUN apt-get update -qq && apt-get install -qq -y --no-install-recommends libfaketime \\
                 && cp /usr/lib/*/faketime/libfaketimeMT.so.1 /app/ && chmod 644 /app/libfaketimeMT.so.1
                USER 10001:10001\
                """);
    run.startLoad();

    // Both clocks are an hour ahead: that of the day, and the one that spans are measured with.
    TaskDefinition ahead =
        current
            .withImage(skewed)
            .withEnvironment(
                Map.of(
                    "LD_PRELOAD", "/app/libfaketimeMT.so.1",
                    "FAKETIME", "+1h"));
    Duration took = roll(run, site.backend(), ahead);
    took = took.plus(roll(run, site.backend(), current));

    run.endLoad();
    run.recovered(took);
    run.bound(bound(site.backend()).multipliedBy(2));
    run.expectNoFailures();
    run.outcome("two tasks an hour ahead beside two that are not, and back; nobody noticed");
  }

  /** Deploys, waits until only the new tasks are there and alarms stayed quiet. */
  private static Duration roll(Run run, EcsService service, TaskDefinition task) {
    Deployment deployment = service.deploy(task);
    Await.until(
        "the deployment of %s ends".formatted(service.definition().name()),
        bound(service).multipliedBy(2),
        () -> deployment.state() != Deployment.RolloutState.IN_PROGRESS);
    run.expect(
        "the deployment is completed; but it is %s: %s"
            .formatted(deployment.state(), deployment.reason()),
        deployment.state() == Deployment.RolloutState.COMPLETED);
    return deployment.took();
  }

  /** The longest that a good deployment of a service may take. */
  static Duration bound(EcsService service) {
    ServiceDefinition definition = service.definition();
    int batches =
        Math.ceilDiv(definition.desiredCount(), definition.upperLimit() - definition.lowerLimit());
    Duration batch = OUR_OWN.plus(healthyWithin(definition)).plus(goneWithin(definition));
    Duration watched =
        definition.alarms().stream()
            .map(ServiceDefinition.Alarm::longest)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return batch.multipliedBy(batches).plus(watched);
  }

  /** From the start of a task until it counts. */
  static Duration healthyWithin(ServiceDefinition definition) {
    TargetGroup group = definition.targetGroup();
    Duration container = definition.task().healthCheck().startPeriod();
    return group == null
        ? container
        : container.plus(
            group.interval().plus(group.timeout()).multipliedBy(group.healthyThreshold()));
  }

  private static Duration goneWithin(ServiceDefinition definition) {
    TargetGroup group = definition.targetGroup();
    Duration stop = definition.task().stopTimeout();
    return group == null ? stop : stop.plus(group.deregistrationDelay());
  }
}
