package org.acme.items.frontend.backend;

import org.jspecify.annotations.Nullable;

/** One attempt brought no answer that helps. */
final class AttemptFailedException extends RuntimeException {
  private final int status;
  private final boolean repeatable;

  private AttemptFailedException(
      String reason, int status, boolean repeatable, @Nullable Throwable cause) {
    super(reason, cause);
    this.status = status;
    this.repeatable = repeatable;
  }

  /** There was no answer. */
  static AttemptFailedException noAnswer(Throwable cause) {
    return new AttemptFailedException(String.valueOf(cause.getMessage()), 0, true, cause);
  }

  /** The answer was an error of the server, or asks to come back. */
  static AttemptFailedException answered(int status) {
    return new AttemptFailedException("status " + status, status, true, null);
  }

  /** There is no address to send anything to. */
  static AttemptFailedException nowhereToGo(String reason) {
    return new AttemptFailedException(reason, 0, false, null);
  }

  /** For logs and the System page. */
  String reason() {
    return String.valueOf(getMessage());
  }

  /** Whether another address, or a moment later, may do better. */
  boolean repeatable() {
    return repeatable;
  }

  /**
   * Whether it speaks against the address. 409 and 503 do not: the address answers, and says that
   * something behind it is busy.
   */
  boolean speaksAgainstTheAddress() {
    return status != 409 && status != 503;
  }
}
