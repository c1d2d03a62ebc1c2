package org.acme.items.backend.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.opentelemetry.api.trace.Span;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Problem details, RFC 9457.
 *
 * @param instance path of the request
 * @param traceId the request's trace in logs and traces; absent if it has none
 * @param violations everything that is wrong with the request; absent for other problems
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "traceId", "violations"})
@Schema(requiredProperties = {"type", "title", "status", "detail", "instance"})
public record Problem(
    @Schema(examples = "urn:problem:items:not-found") URI type,
    String title,
    int status,
    String detail,
    @Schema(implementation = String.class, format = "uri-reference", examples = "/items")
        URI instance,
    @Nullable String traceId,
    List<Violation> violations) {
  public static final String MEDIA_TYPE = "application/problem+json";
  static final MediaType PROBLEM_JSON = new MediaType("application", "problem+json");

  /** The answer to a request for {@code path}. */
  public static Response response(ProblemException e, String path) {
    Response.ResponseBuilder response =
        Response.status(e.type().status())
            .type(PROBLEM_JSON)
            .entity(of(e.type(), e.detail(), e.violations(), path));
    e.retryAfterSeconds().ifPresent(seconds -> response.header("Retry-After", seconds));
    return response.build();
  }

  static Problem of(ProblemType type, String detail, List<Violation> violations, String path) {
    return new Problem(
        type.uri(),
        type.title(),
        type.status(),
        detail,
        instance(path),
        currentTraceId(),
        List.copyOf(violations));
  }

  /** The path may be anything that a client can send, so it is encoded rather than parsed. */
  private static URI instance(String path) {
    return URI.create(
        URLEncoder.encode(path, StandardCharsets.UTF_8).replace("%2F", "/").replace("+", "%20"));
  }

  private static @Nullable String currentTraceId() {
    var context = Span.current().getSpanContext();
    return context.isValid() ? context.getTraceId() : null;
  }
}
