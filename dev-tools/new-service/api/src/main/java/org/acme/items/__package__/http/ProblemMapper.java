package org.acme.items.__package__.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where refusals become answers. */
final class ProblemMapper {
  @ServerExceptionMapper
  Response refuse(WebApplicationException refusal) {
    Response.StatusType status = refusal.getResponse().getStatusInfo();
    Problem problem =
        new Problem(
            "about:blank",
            status.getReasonPhrase(),
            status.getStatusCode(),
            Objects.requireNonNullElse(refusal.getMessage(), status.getReasonPhrase()));
    return Response.fromResponse(refusal.getResponse())
        .type(Problem.MEDIA_TYPE)
        .entity(problem)
        .build();
  }
}
