package org.acme.items.drill.ecs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.acme.items.drill.ecs.Deployment.RolloutState;
import org.jspecify.annotations.Nullable;

/**
 * A service and its rolling deployments. New tasks are started up to the upper limit, old ones are
 * stopped down to the lower limit once new ones are healthy; tasks that fail are counted, and too
 * many of them, or an alarm, fail the deployment, after which the last one that worked is what the
 * service runs again.
 */
public final class EcsService implements AutoCloseable {
  private static final Duration PACE = Duration.ofSeconds(1);

  private final ServiceDefinition definition;
  private final Cluster cluster;
  private final @Nullable LoadBalancer balancer;
  private final @Nullable CloudMap cloudMap;
  private final Consumer<String> events;
  private final List<Task> tasks = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
  private int started;
  private int deployments;
  private Deployment primary;
  private @Nullable Deployment lastCompleted;
  private List<AlarmState> alarms = List.of();

  /**
   * Where tasks run.
   *
   * @param environment that all of them get; a task definition's own variables win
   * @param secrets that ECS can fetch
   */
  public record Cluster(String network, Map<String, String> environment, Set<String> secrets) {}

  /** Starts a service with its first deployment. */
  public EcsService(
      ServiceDefinition definition,
      Cluster cluster,
      @Nullable LoadBalancer balancer,
      @Nullable CloudMap cloudMap,
      Consumer<String> events) {
    this.definition = definition;
    this.cluster = cluster;
    this.balancer = balancer;
    this.cloudMap = cloudMap;
    this.events = events;
    this.primary = new Deployment(definition.name() + "-0", definition.task());
    var _ = scheduler.scheduleWithFixedDelay(this::step, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
  }

  public ServiceDefinition definition() {
    return definition;
  }

  /** What it runs now. */
  public synchronized TaskDefinition current() {
    return primary.task();
  }

  /** Deploys a task definition, as an update of the stack does. */
  public synchronized Deployment deploy(TaskDefinition task) {
    deployments++;
    primary = new Deployment(definition.name() + "-" + deployments, task);
    LoadBalancer watched = balancer;
    alarms =
        watched == null
            ? List.of()
            : definition.alarms().stream().map(alarm -> new AlarmState(alarm, watched)).toList();
    say("deployment %s of %s".formatted(primary.id(), task.image()));
    return primary;
  }

  /** Whether the desired tasks, and only those of the current deployment, are there and healthy. */
  public synchronized boolean isSteady() {
    return tasks.stream().filter(Task::isThere).count() == definition.desiredCount()
        && tasks.stream().noneMatch(task -> task.deployment != primary)
        && tasks.stream().filter(this::isHealthy).count() == definition.desiredCount();
  }

  /** Names of the containers of running tasks. */
  public List<String> containers() {
    return tasks.stream()
        .filter(task -> task.status == Task.Status.RUNNING)
        .map(task -> task.name)
        .toList();
  }

  /** One step of the scheduler. */
  private synchronized void step() {
    try {
      observe();
      judge();
      replace();
    } catch (RuntimeException e) {
      say("scheduler failed: " + e);
    }
  }

  /** What has become of the containers. */
  private void observe() {
    List<Task> running = tasks.stream().filter(task -> task.status == Task.Status.RUNNING).toList();
    Map<String, ContainerState> states =
        ContainerState.of(running.stream().map(t -> t.name).toList());
    List<String> healthyTargets = balancer == null ? List.of() : balancer.healthy();
    for (Task task : running) {
      ContainerState state = states.getOrDefault(task.name, ContainerState.GONE);
      if (!state.running()) {
        failed(task, state.stoppedReason() + ContainerLogs.lastWords(task.name));
        continue;
      }
      switch (state.health()) {
        case "healthy" -> {
          if (!task.containerHealthy) {
            task.containerHealthy = true;
            Docker.ask(List.of("update", "--cpu-shares", Task.SERVING_SHARES, task.name));
          }
          register(task);
        }
        case "unhealthy" -> {
          failed(task, "Task failed container health checks");
          continue;
        }
        default -> {}
      }
      task.targetHealthy = healthyTargets.contains(task.address);
      boolean graceIsOver =
          System.nanoTime() - task.runningSince > definition.gracePeriod().toNanos();
      if (balancer != null && !task.targetHealthy && graceIsOver) {
        failed(task, "Task failed ELB health checks in (target-group targets)");
      }
    }
  }

  /** The load balancer's target when it runs, in Cloud Map when its container is healthy. */
  private void register(Task task) {
    if (!task.registered && cloudMap != null) {
      task.registered = true;
      cloudMap.register(task.address);
    }
  }

  private boolean isHealthy(Task task) {
    return task.status == Task.Status.RUNNING
        && task.containerHealthy
        && (balancer == null || task.targetHealthy);
  }

  private void failed(Task task, String reason) {
    say("%s: %s".formatted(task.name, reason));
    if (task.deployment == primary && primary.state() == RolloutState.IN_PROGRESS) {
      primary.failedTasks.incrementAndGet();
      primary.lastFailure = reason;
    }
    stop(task, reason);
  }

  /** Starts and stops tasks, as far as the limits allow. */
  private void replace() {
    List<Task> there = tasks.stream().filter(Task::isThere).toList();
    List<Task> current = there.stream().filter(task -> task.deployment == primary).toList();
    List<Task> old = there.stream().filter(task -> task.deployment != primary).toList();
    int room =
        Math.min(
            definition.desiredCount() - current.size(), definition.upperLimit() - there.size());
    for (int i = 0; i < room; i++) {
      start();
    }
    long healthy = there.stream().filter(this::isHealthy).count();
    for (Task task : old) {
      if (!isHealthy(task)) {
        stop(task, "Scaling activity initiated by deployment " + primary.id());
      } else if (healthy > definition.lowerLimit()) {
        healthy--;
        stop(task, "Scaling activity initiated by deployment " + primary.id());
      }
    }
  }

  /** Ends the deployment if it is done, or if it cannot be. */
  private void judge() {
    if (primary.state() != RolloutState.IN_PROGRESS) {
      return;
    }
    Optional<String> alarm =
        alarms.stream().filter(AlarmState::rings).map(state -> state.alarm().name()).findFirst();
    if (alarm.isPresent()) {
      rollBack("alarm %s is in ALARM".formatted(alarm.get()));
    } else if (primary.failedTasks.get() >= definition.failureThreshold()) {
      rollBack(
          "circuit breaker: %d tasks failed to start: %s"
              .formatted(primary.failedTasks.get(), primary.lastFailure));
    } else if (isSteady()) {
      if (primary.steadyAt == 0) {
        primary.steadyAt = System.nanoTime();
        say("deployment %s is steady".formatted(primary.id()));
      }
      if (System.nanoTime() - primary.steadyAt >= bakeTime().toNanos()) {
        primary.end(RolloutState.COMPLETED, "");
        lastCompleted = primary;
        say("deployment %s is completed".formatted(primary.id()));
      }
    }
  }

  /** For so long alarms are watched when the tasks are there. */
  private Duration bakeTime() {
    return alarms.stream()
        .map(state -> state.alarm().period().multipliedBy(state.alarm().evaluationPeriods()))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private void rollBack(String reason) {
    primary.end(RolloutState.FAILED, reason);
    say("deployment %s failed: %s".formatted(primary.id(), reason));
    if (lastCompleted != null) {
      primary = lastCompleted;
      primary.restore();
      alarms = List.of();
      say("rolling back to deployment " + primary.id());
    }
  }

  private void start() {
    started++;
    Task task =
        new Task("%s-%s-%d".formatted(cluster.network(), definition.name(), started), primary);
    tasks.add(task);
    work.execute(() -> provision(task));
  }

  private void provision(Task task) {
    List<String> missing =
        task.deployment.task().secrets().stream()
            .filter(secret -> !cluster.secrets().contains(secret))
            .toList();
    if (!missing.isEmpty()) {
      neverRan(task, "ResourceInitializationError: unable to pull secrets: " + missing);
      return;
    }
    Map<String, String> environment = new HashMap<>(cluster.environment());
    Docker.Answer answer = Docker.ask(task.run(cluster.network(), environment));
    if (answer.exit() != 0) {
      neverRan(task, "CannotStartContainerError: " + lastLine(answer.output()));
      return;
    }
    task.address = ContainerState.address(task.name);
    synchronized (this) {
      if (task.status != Task.Status.PROVISIONING) {
        return; // stopped meanwhile
      }
      task.runningSince = System.nanoTime();
      if (balancer != null) {
        balancer.register(task.address, task.deployment.task().port());
        task.registered = true;
      }
      task.status = Task.Status.RUNNING;
    }
    say("%s runs %s".formatted(task.name, task.deployment.task().image()));
  }

  private static String lastLine(String text) {
    return text.lines()
        .filter(line -> line.contains("Error"))
        .findFirst()
        .orElse(text)
        .replaceAll("\\s+", " ");
  }

  private synchronized void neverRan(Task task, String reason) {
    failed(task, reason);
  }

  /** Deregisters, waits as the target group wants it, asks the container to end, and removes it. */
  private void stop(Task task, String reason) {
    task.stoppedReason = reason;
    task.status = Task.Status.DEACTIVATING;
    work.execute(() -> deactivate(task));
  }

  private void deactivate(Task task) {
    if (cloudMap != null) {
      cloudMap.deregister(task.address);
    }
    if (balancer != null && !task.address.isEmpty()) {
      balancer.drain(task.address);
      if (ContainerState.isRunning(task.name)) {
        Await.elapse(balancer.group().deregistrationDelay());
      }
      balancer.remove(task.address);
    }
    long seconds = task.deployment.task().stopTimeout().toSeconds();
    Docker.ask(List.of("stop", "--time", Long.toString(seconds), task.name));
    ContainerLogs.keep(task.name);
    Docker.ask(List.of("rm", "--force", task.name));
    task.status = Task.Status.STOPPED;
    tasks.remove(task);
    say("%s stopped: %s".formatted(task.name, task.stoppedReason));
  }

  private void say(String event) {
    events.accept(event);
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
    work.shutdownNow();
    List<String> names = new ArrayList<>(tasks.stream().map(task -> task.name).toList());
    names.forEach(ContainerLogs::keep);
    names.forEach(name -> Docker.ask(List.of("rm", "--force", name)));
  }
}
