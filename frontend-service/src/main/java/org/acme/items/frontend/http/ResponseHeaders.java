package org.acme.items.frontend.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Headers of every answer: pages, style sheet, health, metrics and refusals. */
@Singleton
final class ResponseHeaders {
  /** Before everything that may answer. */
  private static final int PRIORITY = 1000;

  /** Nothing is allowed but our own style sheet, images and forms; there is no script. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";

  private final ServiceConfig service;

  ResponseHeaders(ServiceConfig service) {
    this.service = service;
  }

  void register(@Observes Filters filters) {
    filters.register(this::add, PRIORITY);
  }

  private void add(RoutingContext exchange) {
    MultiMap headers = exchange.response().headers();
    headers.set("Service-Instance", service.instance());
    headers.set("Service-Version", service.version());
    headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "same-origin");
    exchange.next();
  }
}
