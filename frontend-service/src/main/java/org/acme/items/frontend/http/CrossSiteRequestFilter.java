package org.acme.items.frontend.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Refuses changes that another site's page asks for in the name of our visitor (CSRF). */
final class CrossSiteRequestFilter {
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

  /** Returns the refusal, or null to go on. */
  @ServerRequestFilter(preMatching = true)
  @Nullable Response check(ContainerRequestContext request) {
    if (SAFE_METHODS.contains(request.getMethod()) || source(request).isOwn()) {
      return null;
    }
    return ErrorPages.page(
        403,
        "This form came from another site",
        "Nothing was changed. Open the form on this site and send it from there.");
  }

  private static RequestSource source(ContainerRequestContext request) {
    URI uri = request.getUriInfo().getRequestUri();
    return new RequestSource(
        uri.getScheme() + "://" + uri.getAuthority(),
        request.getHeaderString("Sec-Fetch-Site"),
        request.getHeaderString("Origin"));
  }
}
