package org.acme.items.frontend.items;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.acme.items.frontend.backend.BackendUnavailableException;
import org.acme.items.frontend.http.ErrorPages;
import org.jboss.logging.Logger;

/** The answers that the pages have in common. */
final class Pages {
  static final String UNAVAILABLE =
      "The items service does not answer right now. Nothing is lost; try again.";

  private static final Logger LOG = Logger.getLogger(Pages.class);

  private Pages() {}

  static Response toTheList() {
    return seeOther("/");
  }

  /** To the list, which offers to undo it. */
  static Response toTheListAfterDeleting(String id) {
    return seeOther("/?deleted=" + id);
  }

  static Response toTheListAfterRestoring(String id) {
    return seeOther("/?restored=" + id);
  }

  private static Response seeOther(String path) {
    // As text: a URI would be made absolute, with http: where a load balancer ends TLS.
    return Response.status(Response.Status.SEE_OTHER).header(HttpHeaders.LOCATION, path).build();
  }

  static Response noSuchItem() {
    return ErrorPages.page(
        404, "This item is not here", "It may have been deleted. Look in the list.");
  }

  static void log(BackendUnavailableException e) {
    LOG.warnf("backend unavailable operation=\"%s\" reason=\"%s\"", e.operation(), e.reason());
  }
}
