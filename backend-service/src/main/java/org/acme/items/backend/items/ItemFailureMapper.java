package org.acme.items.backend.items;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import org.acme.items.backend.http.Problem;
import org.acme.items.backend.http.ProblemException;
import org.acme.items.backend.http.ProblemType;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the repository could not do, as problems. */
final class ItemFailureMapper {
  private static final Logger LOG = Logger.getLogger(ItemFailureMapper.class);

  /** Long enough for a throttled partition to recover, short enough for a person who waits. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  @ServerExceptionMapper
  Response unavailable(ItemsUnavailableException e, UriInfo uri) {
    LOG.warnf("table did not answer reason=%s", e.getMessage());
    return Problem.response(
        ProblemException.retryAfter(
            ProblemType.UNAVAILABLE,
            "The table did not answer in time; try again after the seconds in Retry-After",
            RETRY_AFTER),
        uri.getPath());
  }

  @ServerExceptionMapper
  Response conflict(ItemsConflictException e, UriInfo uri) {
    return Problem.response(
        ProblemException.retryAfter(
            ProblemType.CONFLICT,
            "Another request uses the same Idempotency-Key or changes the same item; try again",
            RETRY_AFTER),
        uri.getPath());
  }
}
