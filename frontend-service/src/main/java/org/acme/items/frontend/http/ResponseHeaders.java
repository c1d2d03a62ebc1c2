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

  /** Nothing is allowed but files of our own, forms that come back here, and htmx' requests. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final String PERMISSIONS_POLICY =
      "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

  /** A year, as browsers' preload lists ask for. */
  private static final String TRANSPORT_SECURITY = "max-age=31536000; includeSubDomains";

  private final ServiceConfig service;
  private final SystemConfig system;
  private final TrustedProxies proxies;

  ResponseHeaders(ServiceConfig service, SystemConfig system, TrustedProxies proxies) {
    this.service = service;
    this.system = system;
    this.proxies = proxies;
  }

  void register(@Observes Filters filters) {
    filters.register(this::add, PRIORITY);
  }

  private void add(RoutingContext exchange) {
    MultiMap headers = exchange.response().headers();
    headers.set("Service-Version", service.version());
    if (system.enabled()) {
      headers.set("Service-Instance", service.instance());
    }
    headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Permissions-Policy", PERMISSIONS_POLICY);
    headers.set("Referrer-Policy", "same-origin");
    headers.set("X-Content-Type-Options", "nosniff");
    // For browsers that do not know frame-ancestors.
    headers.set("X-Frame-Options", "DENY");
    // Browsers ignore it on plain HTTP, and must not be told so on a laptop.
    if (proxies.isSecure(exchange.request())) {
      headers.set("Strict-Transport-Security", TRANSPORT_SECURITY);
    }
    exchange.next();
  }
}
