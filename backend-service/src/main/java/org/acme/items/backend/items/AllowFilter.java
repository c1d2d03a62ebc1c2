package org.acme.items.backend.items;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Names the methods of a path in answers to OPTIONS and to methods that are not allowed. The
 * framework names those of the whole resource for the first and none for the second.
 */
final class AllowFilter {
  @ServerResponseFilter
  void addAllow(ContainerRequestContext request, ContainerResponseContext response) {
    boolean asked =
        request.getMethod().equals(HttpMethod.OPTIONS)
            && response.getStatusInfo().getFamily() == Response.Status.Family.SUCCESSFUL;
    if (asked || response.getStatus() == Response.Status.METHOD_NOT_ALLOWED.getStatusCode()) {
      int depth = request.getUriInfo().getPathSegments().size();
      response.getHeaders().putSingle(HttpHeaders.ALLOW, methods(depth));
    }
  }

  private static String methods(int depth) {
    return switch (depth) {
      case 1 -> "GET, HEAD, OPTIONS, POST";
      case 2 -> "DELETE, GET, HEAD, OPTIONS, PUT";
      default -> "OPTIONS, POST";
    };
  }
}
