package org.acme.items.infra.monitoring;

import java.util.Locale;
import org.acme.items.infra.config.EnvironmentConfig;
import org.jspecify.annotations.Nullable;

/**
 * What an alarm tells, one for each section of the runbooks in {@code docs/operations/runbooks.md};
 * a test compares them.
 */
public enum Symptom {
  /** Burn rates over two windows, or no task at all: the only alarm of a service that wakes. */
  PAGE("Users of it suffer now: it fails or is slow far beyond what it promises, or is not there."),
  /** A tenth of the budget of a window within a day. */
  BUDGET("It fails or is slow more often than it may: what it promises does not hold for long."),
  /** Answers with 5xx. */
  FAILURES("It answers with errors: look at its logs, and at what was deployed last."),
  /** Percentile of the time until the answer. */
  SLOW("It answers more slowly than it promises."),
  /** Health checks of a load balancer. */
  UNHEALTHY("The load balancer finds a task that is not ready: look at its events and logs."),
  /** None at all. */
  DOWN("No task is there that can answer: look at the events of the service."),
  /** Containers that end, or never get ready. */
  FLAPPING("Its tasks end by themselves or are replaced, again and again."),
  /** Use of the processors. */
  CPU("Its tasks are busy: raise count.max."),
  /** Use of the memory. */
  MEMORY("A task is about to run out of memory: look for a leak or raise task.memoryMiB."),
  /** Requests that DynamoDB refused because of a limit. */
  THROTTLED("DynamoDB refuses requests: more units are asked for than the table may use."),
  /** Failures of DynamoDB itself. */
  DYNAMODB("DynamoDB fails by itself: look at the AWS Health Dashboard."),
  /** Answers that no task gave. */
  ENTRY("The load balancer answers with errors of its own: no task was there, or none in time."),
  /** Executions of a pipeline. */
  PIPELINE("A pipeline has failed: changes do not reach their stages."),
  /** The state machine that starts pipelines. */
  PUSHES("Pushes start no pipelines.");

  private final String meaning;

  Symptom(String meaning) {
    this.meaning = meaning;
  }

  /** Last part of the name of its alarm, and the section of its runbook: {@code failures}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Text of an alarm: what it means, and what to do. */
  String description(EnvironmentConfig environment) {
    return description(environment.settings().alarms().repositoryUrl());
  }

  /**
   * Text of an alarm: what it means, and what to do.
   *
   * @param repository where the repository can be read; null for its files as they are named there
   */
  public String description(@Nullable String repository) {
    String file = "docs/operations/runbooks.md#" + id();
    return "%s Runbook: %s".formatted(meaning, repository == null ? file : repository + "/" + file);
  }
}
