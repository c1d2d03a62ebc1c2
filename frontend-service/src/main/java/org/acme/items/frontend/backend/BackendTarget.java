package org.acme.items.frontend.backend;

import static java.time.temporal.ChronoUnit.SECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.acme.items.frontend.backend.BackendTask.Circuit;
import org.acme.items.frontend.backend.BackendTask.Health;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One address of the backend: its circuit breaker, its health, and how calls to it went. */
final class BackendTarget {
  private static final Logger LOG = Logger.getLogger(BackendTarget.class);

  private final String address;
  private final Guard circuitBreaker;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Timer timer;
  private volatile Circuit circuit = Circuit.CLOSED;
  private volatile Health health = Health.UNKNOWN;
  private volatile Identity identity = new Identity(null, null, null);

  /**
   * @param address IP address and port
   */
  BackendTarget(String address) {
    this.address = address;
    // Opens at three failures of the last five calls. The health check, not a visitor, tries
    // whether the address is back.
    this.circuitBreaker =
        Guard.create()
            // No description: with one, each address would get meters that nobody removes.
            .withCircuitBreaker()
            .requestVolumeThreshold(5)
            .failureRatio(0.6)
            .delay(5, SECONDS)
            .successThreshold(1)
            .when(e -> e instanceof AttemptFailedException f && f.speaksAgainstTheAddress())
            .onStateChange(this::circuitIs)
            .done()
            .build();
    // A registry of its own: percentiles per address are for the System page, not for export.
    this.timer =
        Timer.builder("calls")
            .publishPercentiles(0.5, 0.99)
            .distributionStatisticExpiry(Duration.ofMinutes(1))
            .register(new SimpleMeterRegistry());
  }

  private void circuitIs(CircuitBreakerState state) {
    circuit =
        switch (state) {
          case CLOSED -> Circuit.CLOSED;
          case OPEN -> Circuit.OPEN;
          case HALF_OPEN -> Circuit.HALF_OPEN;
        };
    LOG.infof("backend circuit address=%s state=%s", address, circuit);
  }

  private void healthIs(Health now, String reason) {
    if (health != now) {
      health = now;
      LOG.infof("backend health address=%s state=%s%s", address, now, reason);
    }
  }

  String address() {
    return address;
  }

  String url() {
    return "http://" + address;
  }

  Circuit circuit() {
    return circuit;
  }

  /** Whether calls may go there. */
  boolean isClosed() {
    return circuit == Circuit.CLOSED;
  }

  /** Whether calls should go there. */
  boolean isWell() {
    return isClosed() && (health == Health.READY || health == Health.UNKNOWN);
  }

  /** Whether it answers its health check, whatever it says. */
  boolean answers() {
    return health != Health.NO_ANSWER;
  }

  /** Calls from here that it has not answered yet. */
  int inFlight() {
    return inFlight.get();
  }

  /**
   * Sends a call, through the circuit breaker as long as that is closed.
   *
   * @throws AttemptFailedException if there is no answer, or one that speaks of an error over there
   */
  Response call(Supplier<Response> request) {
    inFlight.incrementAndGet();
    long start = System.nanoTime();
    try {
      return isClosed() ? guarded(() -> answer(request)) : answer(request);
    } catch (CircuitBreakerOpenException e) {
      throw AttemptFailedException.circuitOpen();
    } finally {
      timer.record(System.nanoTime() - start, NANOSECONDS);
      inFlight.decrementAndGet();
    }
  }

  private Response answer(Supplier<Response> request) {
    Response answer = ask(request);
    if (answer.getStatus() >= 500 || answer.getStatus() == 409) {
      throw AttemptFailedException.answered(answer.getStatus());
    }
    return answer;
  }

  /** Asks for its health; an open circuit closes again if it is ready and the delay is over. */
  void probe(Supplier<Response> healthCheck) {
    try {
      Response answer = ask(healthCheck);
      healthIs(answer.getStatus() == 200 ? Health.READY : Health.NOT_READY, "");
      if (health == Health.READY && !isClosed()) {
        guarded(() -> answer);
        // The breaker tells its changes from two threads; this one is the last word.
        circuit = Circuit.CLOSED;
      }
    } catch (CircuitBreakerOpenException e) {
      LOG.debugf("backend stays ejected address=%s", address);
    } catch (RuntimeException e) {
      healthIs(Health.NO_ANSWER, " reason=\"" + e.getMessage() + "\"");
    }
  }

  private Response ask(Supplier<Response> request) {
    Response answer = request.get();
    remember(answer);
    return answer;
  }

  private Response guarded(Callable<Response> call) {
    try {
      return circuitBreaker.call(call, Response.class);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("only unchecked exceptions are thrown here", e);
    }
  }

  private void remember(Response answer) {
    String instance = answer.getHeaderString("Service-Instance");
    if (instance != null) {
      identity =
          new Identity(
              instance,
              answer.getHeaderString("Service-Version"),
              answer.getHeaderString("Service-Zone"));
    }
  }

  BackendTask snapshot() {
    HistogramSnapshot times = timer.takeSnapshot();
    Identity who = identity;
    return new BackendTask(
        address,
        who.instance(),
        who.version(),
        who.zone(),
        health,
        circuit,
        inFlight.get(),
        times.count(),
        percentile(times, 0.5),
        percentile(times, 0.99));
  }

  /** Null if there were no calls in the last minute. */
  private static @Nullable Duration percentile(HistogramSnapshot times, double percentile) {
    for (ValueAtPercentile value : times.percentileValues()) {
      if (value.percentile() == percentile && value.value() > 0) {
        return Duration.ofNanos((long) value.value(NANOSECONDS));
      }
    }
    return null;
  }

  private record Identity(
      @Nullable String instance, @Nullable String version, @Nullable String zone) {}
}
