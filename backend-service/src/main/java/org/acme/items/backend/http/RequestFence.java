package org.acme.items.backend.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;

/**
 * Ends connections on which no honest client is, before anything else looks at their requests:
 * heads that two servers may read in two ways, and bodies that go on for longer, in time or bytes,
 * than any that is taken. Quarkus' limit holds only for bodies that somebody reads, its time-outs
 * only while nothing comes.
 */
@Singleton
final class RequestFence {
  /** Before every other filter. */
  private static final int FIRST = 3000;

  private static final int BAD_REQUEST = 400;

  private static final Duration LOOK = Duration.ofMillis(100);

  private final Vertx vertx;
  private final LimitsConfig limits;

  RequestFence(Vertx vertx, LimitsConfig limits) {
    this.vertx = vertx;
    this.limits = limits;
  }

  void register(@Observes Filters filters) {
    filters.register(this::guard, FIRST);
  }

  /** Where the router itself refuses a head, Quarkus would answer with a page for developers. */
  void registerRefusal(@Observes Router router) {
    router.route().order(-FIRST).failureHandler(RequestFence::refuseUnreadable);
  }

  private static void refuseUnreadable(RoutingContext exchange) {
    if (exchange.statusCode() == BAD_REQUEST) {
      refuse(exchange);
    } else {
      exchange.next();
    }
  }

  private void guard(RoutingContext exchange) {
    HttpServerRequest request = exchange.request();
    if (request.headers().getAll(HttpHeaders.HOST).size() > 1 || request.version() == null) {
      refuse(exchange);
    } else {
      if (hasBody(request)) {
        watch(request);
      }
      exchange.next();
    }
  }

  static boolean hasBody(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.CONTENT_LENGTH)
        || request.headers().contains("Transfer-Encoding");
  }

  /** Goes on after the answer: a body that nobody reads is still received. */
  private void watch(HttpServerRequest request) {
    long end = System.nanoTime() + limits.bodyTimeout().toNanos();
    long timer =
        vertx.setPeriodic(
            LOOK.toMillis(),
            _ -> {
              if (request.bytesRead() > limits.bodySize().asLongValue()
                  || System.nanoTime() - end > 0) {
                request.connection().close();
              }
            });
    // Received, or the connection is closed.
    request.end().onComplete(_ -> vertx.cancelTimer(timer));
  }

  /** 400 and no other: what strangers send must not look like a failure of ours, as 505 would. */
  private static void refuse(RoutingContext exchange) {
    exchange
        .response()
        .setStatusCode(BAD_REQUEST)
        .putHeader(HttpHeaders.CONTENT_LENGTH, "0")
        .putHeader("Connection", "close")
        .end();
    // At once, behind the answer: a request that came with this one is not answered (RFC 9112,
    // 9.6).
    exchange.request().connection().close();
  }
}
