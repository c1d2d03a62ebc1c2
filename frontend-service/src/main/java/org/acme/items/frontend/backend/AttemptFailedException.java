package org.acme.items.frontend.backend;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One attempt brought no answer that helps. */
final class AttemptFailedException extends RuntimeException {
  /** The address answers, and says that something behind it is busy or late. */
  private static final Set<Integer> NOT_ITS_FAULT = Set.of(409, 503, 504);

  private final boolean speaksAgainstTheAddress;
  private final boolean repeatable;

  private AttemptFailedException(
      String reason,
      boolean speaksAgainstTheAddress,
      boolean repeatable,
      @Nullable Throwable cause) {
    super(reason, cause);
    this.speaksAgainstTheAddress = speaksAgainstTheAddress;
    this.repeatable = repeatable;
  }

  /** There was no answer. */
  static AttemptFailedException noAnswer(Throwable cause) {
    return new AttemptFailedException(String.valueOf(cause.getMessage()), true, true, cause);
  }

  /** The answer was an error of the server, or asks to come back. */
  static AttemptFailedException answered(int status) {
    return new AttemptFailedException(
        "status " + status, !NOT_ITS_FAULT.contains(status), true, null);
  }

  /** Nothing was sent, as the circuit opened meanwhile. */
  static AttemptFailedException circuitOpen() {
    return new AttemptFailedException("circuit open", false, true, null);
  }

  /** There is no address to send anything to, or no time to wait for an answer. */
  static AttemptFailedException hopeless(String reason) {
    return new AttemptFailedException(reason, false, false, null);
  }

  /** For logs and the System page. */
  String reason() {
    return String.valueOf(getMessage());
  }

  /** Whether another address, or a moment later, may do better. */
  boolean repeatable() {
    return repeatable;
  }

  /** Whether its circuit breaker should count it. */
  boolean speaksAgainstTheAddress() {
    return speaksAgainstTheAddress;
  }

  /** The same, as the last attempt that is made. */
  AttemptFailedException asLast() {
    return new AttemptFailedException(reason(), speaksAgainstTheAddress, false, this);
  }
}
