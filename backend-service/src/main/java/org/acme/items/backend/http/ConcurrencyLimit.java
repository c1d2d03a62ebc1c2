package org.acme.items.backend.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
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

  private final AtomicInteger underWay = new AtomicInteger();
  private final ObjectMapper json;
  private final int limit;

  ConcurrencyLimit(ObjectMapper json, LimitsConfig limits) {
    this.json = json;
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

  private void refuse(RoutingContext exchange) {
    HttpServerResponse answer =
        exchange
            .response()
            .setStatusCode(ProblemType.UNAVAILABLE.status())
            .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
            .putHeader(HttpHeaders.RETRY_AFTER, "1");
    try {
      answer.end(
          json.writeValueAsString(
              Problem.of(
                  ProblemType.UNAVAILABLE,
                  "This task has as many requests under way as it takes at once",
                  List.of(),
                  exchange.normalizedPath())));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
