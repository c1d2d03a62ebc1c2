package org.acme.items.backend.http;

import static java.util.Objects.requireNonNull;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.Priorities;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Reads how long the caller still waits. The header holds a span, as gRPC's {@code grpc-timeout}
 * does, and not a time of day: two machines' clocks differ, by more than a call takes. The span
 * starts when the head of the request arrives, so waiting for a thread and for the body counts; the
 * way from the caller to here does not, as nobody can know how long it took.
 */
@ApplicationScoped
class DeadlineFilter {
  static final String HEADER = "Request-Timeout-Ms";

  /** Milliseconds. */
  static final int MAX_TIMEOUT = 600_000;

  private static final Pattern TIMEOUT = Pattern.compile("[0-9]{1,6}");
  private static final String ARRIVAL = DeadlineFilter.class.getName() + ".arrival";

  /** Before every other filter. */
  private static final int FIRST = 2000;

  private final RequestDeadline request;

  DeadlineFilter(RequestDeadline request) {
    this.request = request;
  }

  void register(@Observes Filters filters) {
    filters.register(DeadlineFilter::stampArrival, FIRST);
  }

  private static void stampArrival(RoutingContext exchange) {
    exchange.put(ARRIVAL, System.nanoTime());
    exchange.next();
  }

  /** After the rate limit, which is cheaper. */
  @ServerRequestFilter(preMatching = true, nonBlocking = true, priority = Priorities.USER + 1)
  void readDeadline(RoutingContext exchange) {
    List<String> values = exchange.request().headers().getAll(HEADER);
    if (values.isEmpty()) {
      return;
    }
    long arrival = requireNonNull(exchange.<Long>get(ARRIVAL));
    Deadline deadline = Deadline.ofCaller(arrival, timeout(values), System::nanoTime);
    if (deadline.hasPassed()) {
      throw Deadline.exceeded();
    }
    request.set(deadline);
  }

  private static Duration timeout(List<String> values) {
    String value = String.join(",", values);
    int timeout = TIMEOUT.matcher(value).matches() ? Integer.parseInt(value) : Integer.MAX_VALUE;
    if (timeout > MAX_TIMEOUT) {
      throw ProblemException.invalid(
          HEADER, "must be a whole number of milliseconds from 1 to " + MAX_TIMEOUT);
    }
    return Duration.ofMillis(timeout);
  }
}
