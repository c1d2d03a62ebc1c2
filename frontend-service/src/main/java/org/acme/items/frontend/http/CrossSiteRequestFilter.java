package org.acme.items.frontend.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Refuses changes that another site's page asks for in the name of our visitor (CSRF). */
@ApplicationScoped // made with the first request: configuration is not known when filters are
class CrossSiteRequestFilter {
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

  private final TrustedProxies proxies;

  CrossSiteRequestFilter(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  /** Returns the refusal, or null to go on. */
  @ServerRequestFilter(preMatching = true)
  @Nullable Response check(ContainerRequestContext request, HttpServerRequest exchange) {
    if (SAFE_METHODS.contains(request.getMethod()) || source(request, exchange).isOwn()) {
      return null;
    }
    return ErrorPages.page(
        403,
        "This form came from another site",
        "Nothing was changed. Open the form on this site and send it from there.");
  }

  private RequestSource source(ContainerRequestContext request, HttpServerRequest exchange) {
    String scheme = proxies.isSecure(exchange) ? "https" : "http";
    return new RequestSource(
        scheme + "://" + request.getUriInfo().getRequestUri().getAuthority(),
        request.getHeaderString("Sec-Fetch-Site"),
        request.getHeaderString("Origin"));
  }
}
