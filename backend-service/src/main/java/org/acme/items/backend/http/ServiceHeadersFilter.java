package org.acme.items.backend.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Tells in every answer, health and metrics included, which process gave it, and where it runs. */
@Singleton
final class ServiceHeadersFilter {
  /** Before everything that may answer. */
  private static final int PRIORITY = 1000;

  private final ServiceIdentity service;

  ServiceHeadersFilter(ServiceIdentity service) {
    this.service = service;
  }

  void register(@Observes Filters filters) {
    filters.register(this::addHeaders, PRIORITY);
  }

  private void addHeaders(RoutingContext exchange) {
    MultiMap headers = exchange.response().headers();
    headers.set("Service-Instance", service.instance());
    headers.set("Service-Version", service.version());
    String zone = service.zone();
    if (zone != null) {
      headers.set("Service-Zone", zone);
    }
    headers.set("X-Content-Type-Options", "nosniff");
    exchange.next();
  }
}
