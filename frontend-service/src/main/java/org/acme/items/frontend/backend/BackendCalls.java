package org.acme.items.frontend.backend;

import static java.time.temporal.ChronoUnit.MILLIS;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.smallrye.faulttolerance.api.Guard;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.acme.items.frontend.backend.BackendTasks.Choice;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;

/**
 * Sends calls to the backend: each to one of its addresses, and when that one fails, within a
 * deadline and a budget, to another. Every call must be safe to repeat.
 */
@Singleton
class BackendCalls {
  private static final int MAX_RETRIES = 2;

  private final BackendTasks tasks;
  private final BackendConfig config;
  private final AnsweredBy answeredBy;
  private final RetryBudget budget = new RetryBudget(TimeMeter.SYSTEM_NANOTIME);
  private final Counter retries;
  private final Counter deniedRetries;
  private final Guard limited;
  private final Guard repeated;

  BackendCalls(
      BackendTasks tasks, BackendConfig config, AnsweredBy answeredBy, MeterRegistry metrics) {
    this.tasks = tasks;
    this.config = config;
    this.answeredBy = answeredBy;
    this.retries = metrics.counter("backend.retries", "allowed", "true");
    this.deniedRetries = metrics.counter("backend.retries", "allowed", "false");
    this.limited =
        Guard.create()
            .withDescription("backend call")
            .withBulkhead()
            .limit(config.concurrentCalls())
            .done()
            .withTimeout()
            .duration(config.timeout().toMillis(), MILLIS)
            .done()
            .build();
    this.repeated =
        Guard.create()
            .withDescription("backend attempts")
            .withRetry()
            .maxRetries(MAX_RETRIES)
            .delay(20, MILLIS)
            .jitter(10, MILLIS)
            .withExponentialBackoff()
            .done()
            .whenException(this::isWorthRepeating)
            .done()
            .build();
  }

  /**
   * Sends a call.
   *
   * @param operation what it does, for people
   * @throws BackendUnavailableException if no attempt brought an answer below 500
   */
  Answer send(String operation, Request request) {
    budget.payIn();
    Call call = new Call(operation, request, Deadline.in(config.timeout()));
    try {
      return limited.call(() -> repeated.call(call::attempt, Answer.class), Answer.class);
    } catch (AttemptFailedException e) {
      throw new BackendUnavailableException(operation, e.reason(), e);
    } catch (FaultToleranceException e) {
      // Its deadline, or too many calls under way.
      throw new BackendUnavailableException(operation, e.getClass().getSimpleName(), e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new BackendUnavailableException(operation, String.valueOf(e.getMessage()), e);
    }
  }

  private boolean isWorthRepeating(Throwable failure) {
    if (!(failure instanceof AttemptFailedException e && e.repeatable())) {
      return false;
    }
    boolean allowed = budget.spend();
    (allowed ? retries : deniedRetries).increment();
    return allowed;
  }

  /** One attempt to send a call. */
  @FunctionalInterface
  interface Request {
    /**
     * Sends it.
     *
     * @param url of the address to send it to
     * @param timeoutMs for how long somebody waits for the answer
     */
    Response send(String url, long timeoutMs);
  }

  /**
   * What came back.
   *
   * @param attempts 1 if the first one brought it
   */
  record Answer(Response response, int attempts) {}

  /** A call with the attempts made for it. */
  private final class Call {
    private final String operation;
    private final Request request;
    private final Deadline deadline;
    private final Set<String> tried = new HashSet<>();
    private int attempts;

    Call(String operation, Request request, Deadline deadline) {
      this.operation = operation;
      this.request = request;
      this.deadline = deadline;
    }

    Answer attempt() {
      attempts++;
      Choice choice = tasks.choose(tried);
      tried.add(choice.target().address());
      Instant start = Clock.systemUTC().instant();
      try {
        Response answer = choice.target().call(() -> send(choice.target().url()));
        choice.instance().recordEnd(null);
        remember(choice, start, Integer.toString(answer.getStatus()));
        return new Answer(answer, attempts);
      } catch (RuntimeException e) {
        choice.instance().recordEnd(e);
        remember(choice, start, e instanceof AttemptFailedException f ? f.reason() : "failed");
        throw e;
      }
    }

    private Response send(String url) {
      Duration left = deadline.left();
      Duration patience =
          left.compareTo(config.attemptTimeout()) < 0 ? left : config.attemptTimeout();
      if (patience.toMillis() == 0) {
        throw AttemptFailedException.nowhereToGo("no time left");
      }
      try {
        Response answer = request.send(url, patience.toMillis());
        answeredBy.remember(answer);
        return answer;
      } catch (ProcessingException e) {
        throw AttemptFailedException.noAnswer(e);
      }
    }

    private void remember(Choice choice, Instant start, String outcome) {
      var span = Span.current().getSpanContext();
      tasks.remember(
          new BackendCall(
              start,
              operation,
              choice.target().address(),
              outcome,
              Duration.between(start, Clock.systemUTC().instant()),
              span.isValid() ? span.getTraceId() : null));
    }
  }
}
