package org.acme.items.drill.ecs;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A task definition on its way to be what a service runs. */
public final class Deployment {
  /** As in {@code DescribeServices}. */
  public enum RolloutState {
    IN_PROGRESS,
    COMPLETED,
    FAILED
  }

  private final String id;
  private final TaskDefinition task;
  private final long createdAt = System.nanoTime();
  final AtomicInteger failedTasks = new AtomicInteger();
  private volatile RolloutState state = RolloutState.IN_PROGRESS;
  private volatile String reason = "";
  private volatile long endedAt;

  /** When all its tasks were healthy and no others were left; 0 before. */
  volatile long steadyAt;

  volatile @Nullable String lastFailure;

  Deployment(String id, TaskDefinition task) {
    this.id = id;
    this.task = task;
  }

  String id() {
    return id;
  }

  TaskDefinition task() {
    return task;
  }

  long createdAt() {
    return createdAt;
  }

  public RolloutState state() {
    return state;
  }

  /** Why it failed; empty if it did not. */
  public String reason() {
    return reason;
  }

  /** From its creation to its end. */
  public Duration took() {
    return Duration.ofNanos(endedAt - createdAt);
  }

  void end(RolloutState end, String why) {
    endedAt = System.nanoTime();
    reason = why;
    state = end;
  }

  /** It is what the service runs again. */
  void restore() {
    steadyAt = 0;
    state = RolloutState.IN_PROGRESS;
  }
}
