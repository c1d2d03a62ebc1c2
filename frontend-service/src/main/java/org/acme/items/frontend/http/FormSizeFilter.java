package org.acme.items.frontend.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses forms that are too long before they are read, with a page: what {@code
 * quarkus.http.limits} refuses gets an answer without one.
 */
final class FormSizeFilter {
  /**
   * The longest form that is any use is an item with 2000 characters of description, each up to 12
   * bytes in a form's encoding.
   */
  private static final long MAX_BYTES = 64 * 1024;

  /**
   * Returns the refusal, or null to go on. Browsers say how long a form is; the limits of fields
   * end others only when most of a form has been taken.
   */
  @ServerRequestFilter(preMatching = true, nonBlocking = true, priority = Priorities.AUTHENTICATION)
  @Nullable Response refuseLongForm(HttpServerRequest request) {
    @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null) {
      return Long.parseLong(length) <= MAX_BYTES ? null : ErrorPages.tooLong();
    }
    return request.headers().contains("Transfer-Encoding") ? ErrorPages.withoutLength() : null;
  }
}
