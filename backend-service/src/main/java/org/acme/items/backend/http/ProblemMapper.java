package org.acme.items.backend.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where exceptions become HTTP. */
final class ProblemMapper {
  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

  @ServerExceptionMapper
  Response problem(ProblemException e, UriInfo uri) {
    return Problem.response(e, uri.getPath());
  }

  /** What the framework refuses by itself: no such path, method, media type. */
  @ServerExceptionMapper
  Response refused(WebApplicationException e, UriInfo uri) {
    Response answer = e.getResponse();
    if (answer.getStatus() >= 500) {
      return failed(e, uri);
    }
    return Problem.response(refusal(answer.getStatus()), uri.getPath());
  }

  @ServerExceptionMapper
  Response failed(Throwable e, UriInfo uri) {
    LOG.error("request failed", e);
    return Problem.response(
        new ProblemException(
            ProblemType.INTERNAL_ERROR, "The failure was logged; traceId tells where to look"),
        uri.getPath());
  }

  private static ProblemException refusal(int status) {
    return switch (status) {
      case 404 -> new ProblemException(ProblemType.NOT_FOUND, "No resource has this path");
      case 405 ->
          new ProblemException(
              ProblemType.METHOD_NOT_ALLOWED, "Allow names the methods of this path");
      case 406 ->
          new ProblemException(ProblemType.NOT_ACCEPTABLE, "This path answers application/json");
      case 413 -> StrictJsonReader.tooLarge();
      case 415 ->
          new ProblemException(
              ProblemType.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json");
      default -> ProblemException.invalid("", "the request could not be read");
    };
  }
}
