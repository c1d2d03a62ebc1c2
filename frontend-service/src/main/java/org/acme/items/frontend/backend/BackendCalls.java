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
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;

/**
 * Sends calls to the backend: each to one of its addresses, and when that one fails, within a
 * deadline and a budget, to another.
 */
@Singleton
class BackendCalls {
  private static final int MAX_RETRIES = 2;

  /** The backend is told less than we wait, so that its word that it gave up still reaches us. */
  private static final Duration TIME_OF_AN_ANSWER = Duration.ofMillis(100);

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
   * Sends a call that is safe to repeat.
   *
   * @param operation what it does, for people
   * @throws BackendUnavailableException if no attempt brought an answer below 500
   */
  Answer send(String operation, Request request) {
    return send(new Call(operation, request, true, Deadline.in(config.timeout())));
  }

  /** Sends a call that is not safe to repeat, once. */
  Answer sendOnce(String operation, Request request) {
    return send(new Call(operation, request, false, Deadline.in(config.timeout())));
  }

  private Answer send(Call call) {
    String operation = call.operation;
    budget.payIn();
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
    private final boolean repeatable;
    private final Deadline deadline;
    private final Set<String> tried = new HashSet<>();
    private int attempts;

    Call(String operation, Request request, boolean repeatable, Deadline deadline) {
      this.operation = operation;
      this.repeatable = repeatable;
      this.request = request;
      this.deadline = deadline;
    }

    Answer attempt() {
      if (deadline.hasPassed()) {
        throw AttemptFailedException.hopeless("no time left");
      }
      attempts++;
      BackendTarget target = tasks.choose(tried);
      tried.add(target.address());
      Instant start = Clock.systemUTC().instant();
      try {
        Response answer = target.call(() -> send(target.url()));
        remember(target, start, Integer.toString(answer.getStatus()));
        return new Answer(answer, attempts);
      } catch (AttemptFailedException e) {
        remember(target, start, e.reason());
        throw attempts > MAX_RETRIES || !repeatable || deadline.hasPassed() ? e.asLast() : e;
      }
    }

    private Response send(String url) {
      Duration left = deadline.left();
      Duration patience =
          left.compareTo(config.attemptTimeout()) < 0 ? left : config.attemptTimeout();
      try {
        Response answer =
            request.send(url, Math.max(1, patience.minus(TIME_OF_AN_ANSWER).toMillis()));
        answeredBy.remember(answer);
        return answer;
      } catch (ProcessingException e) {
        throw e.getCause() instanceof InterruptedException
            ? AttemptFailedException.hopeless("no time left")
            : AttemptFailedException.noAnswer(e);
      }
    }

    private void remember(BackendTarget target, Instant start, String outcome) {
      var span = Span.current().getSpanContext();
      tasks.remember(
          new BackendCall(
              start,
              operation,
              target.address(),
              outcome,
              Duration.between(start, Clock.systemUTC().instant()),
              span.isValid() ? span.getTraceId() : null));
    }
  }
}
