package org.acme.items.backend.http;

import java.net.URI;

/**
 * Every kind of problem this service answers with. The type is stable: clients may switch on it.
 */
public enum ProblemType {
  INVALID_REQUEST(400, "The request is not valid"),
  NOT_FOUND(404, "Nothing is here"),
  METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
  NOT_ACCEPTABLE(406, "No acceptable media type is available"),
  CONFLICT(409, "Another request is in the way"),
  PRECONDITION_FAILED(412, "The item has changed"),
  CONTENT_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The media type of the body is not supported"),
  IDEMPOTENCY_KEY_REUSED(422, "The idempotency key was used for another request"),
  PRECONDITION_REQUIRED(428, "The change needs a precondition"),
  TOO_MANY_REQUESTS(429, "Too many requests"),
  INTERNAL_ERROR(500, "The service failed"),
  UNAVAILABLE(503, "The service cannot answer now"),
  DEADLINE_EXCEEDED(504, "The caller's time was over");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** For example {@code urn:problem:items:not-found}. */
  public URI uri() {
    return URI.create(
        "urn:problem:items:" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
  }
}
