package org.acme.items.frontend.backend;

import org.jspecify.annotations.Nullable;

/** The backend did not answer, or not in a way that helps. Whether it did the work is unknown. */
public final class BackendUnavailableException extends RuntimeException {
  private final String operation;
  private final String reason;

  BackendUnavailableException(String operation, String reason, @Nullable Throwable cause) {
    super("The backend could not %s: %s".formatted(operation, reason), cause);
    this.operation = operation;
    this.reason = reason;
  }

  /** For logs: what was asked for. */
  public String operation() {
    return operation;
  }

  /** For logs, never for pages: it may name addresses. */
  public String reason() {
    return reason;
  }
}
