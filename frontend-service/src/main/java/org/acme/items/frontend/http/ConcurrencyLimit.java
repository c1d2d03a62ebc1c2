package org.acme.items.frontend.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Refuses with 503 what comes while a task has as much to do as it takes at once, before anything
 * is spent on it. What it took is answered in time so, and memory is bounded, whoever sends how
 * much. Health and metrics are not counted: a busy task is not a sick one.
 */
@Singleton
public final class ConcurrencyLimit {
  /** Behind the headers of every answer, before all that costs more. */
  private static final int PRIORITY = 900;

  private static final String REFUSED = "refused";
  private static final Logger LOG = Logger.getLogger(ConcurrencyLimit.class);

  /** Between lines in the log, which in a flood must not be one too. */
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final String NOT_COUNTED = "/q/";
  private static final int UNAVAILABLE = 503;

  private enum State {
    RECEIVING,
    UNDER_WAY,
    OVER
  }

  private final AtomicLong saidAt = new AtomicLong(System.nanoTime() - QUIET_NANOS);
  private final AtomicInteger underWay = new AtomicInteger();
  private final int limit;

  ConcurrencyLimit(LimitsConfig limits) {
    this.limit = limits.requestsAtOnce();
  }

  /** Whether it was this that refused a request; nothing else needs to be said of it then. */
  public static boolean isRefused(RoutingContext exchange) {
    return exchange.get(REFUSED) != null;
  }

  void register(@Observes Filters filters) {
    filters.register(this::count, PRIORITY);
  }

  void count(RoutingContext exchange) {
    if (exchange.normalizedPath().startsWith(NOT_COUNTED)) {
      exchange.next();
    } else if (underWay.get() >= limit) {
      say();
      exchange.put(REFUSED, true);
      refuse(exchange);
    } else {
      takeUp(exchange);
      exchange.next();
    }
  }

  /** There is nothing to do for a request before its body is here; slow ones must not add up. */
  private void takeUp(RoutingContext exchange) {
    AtomicReference<State> state = new AtomicReference<>(State.RECEIVING);
    exchange.addEndHandler(_ -> {
      if (state.getAndSet(State.OVER) == State.UNDER_WAY) {
        underWay.decrementAndGet();
      }
    });
    HttpServerRequest request = exchange.request();
    if (RequestFence.hasBody(request)) {
      request.end().onSuccess(_ -> begin(state));
    } else {
      begin(state);
    }
  }

  private void begin(AtomicReference<State> state) {
    if (state.compareAndSet(State.RECEIVING, State.UNDER_WAY)) {
      underWay.incrementAndGet();
    }
  }

  private void say() {
    long now = System.nanoTime();
    long last = saidAt.get();
    if (now - last >= QUIET_NANOS && saidAt.compareAndSet(last, now)) {
      LOG.warnf("requests are refused: %d are under way, and no more are taken", limit);
    }
  }

  /** A sentence instead of a page: a page would cost what there is not. */
  private static void refuse(RoutingContext exchange) {
    exchange
        .response()
        .setStatusCode(UNAVAILABLE)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain;charset=UTF-8")
        .putHeader(HttpHeaders.RETRY_AFTER, "1")
        .end("Too many visitors at once. Nothing was changed; try again in a moment.\n");
  }
}
