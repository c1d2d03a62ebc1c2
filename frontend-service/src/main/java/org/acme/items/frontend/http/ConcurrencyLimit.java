package org.acme.items.frontend.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Refuses with 503 what comes while a task has as much to do as it takes at once, before anything
 * is spent on it. What it took is answered in time so, and memory is bounded, whoever sends how
 * much. Health and metrics are not counted: a busy task is not a sick one.
 */
@Singleton
final class ConcurrencyLimit {
  /** Behind the headers of every answer, before all that costs more. */
  private static final int PRIORITY = 900;

  private static final String NOT_COUNTED = "/q/";
  private static final int UNAVAILABLE = 503;

  private final AtomicInteger underWay = new AtomicInteger();
  private final int limit;

  ConcurrencyLimit(LimitsConfig limits) {
    this.limit = limits.requestsAtOnce();
  }

  void register(@Observes Filters filters) {
    filters.register(this::count, PRIORITY);
  }

  private void count(RoutingContext exchange) {
    if (exchange.normalizedPath().startsWith(NOT_COUNTED)) {
      exchange.next();
    } else if (underWay.incrementAndGet() > limit) {
      underWay.decrementAndGet();
      refuse(exchange);
    } else {
      exchange.addEndHandler(_ -> underWay.decrementAndGet());
      exchange.next();
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
