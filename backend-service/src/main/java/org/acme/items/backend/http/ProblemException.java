package org.acme.items.backend.http;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
  private final ProblemType type;
  private final String detail;
  private final transient List<Violation> violations;
  private final @Nullable Duration retryAfter;

  private ProblemException(
      ProblemType type, String detail, List<Violation> violations, @Nullable Duration retryAfter) {
    super(type + ": " + detail, null, false, false);
    this.type = type;
    this.detail = detail;
    this.violations = List.copyOf(violations);
    this.retryAfter = retryAfter;
  }

  public ProblemException(ProblemType type, String detail) {
    this(type, detail, List.of(), null);
  }

  /** A request with these violations; at least one. */
  public static ProblemException invalid(List<Violation> violations) {
    int count = violations.size();
    String detail =
        (count == 1 ? "1 problem was" : count + " problems were") + " found in the request";
    return new ProblemException(ProblemType.INVALID_REQUEST, detail, violations, null);
  }

  /** A request with one violation, for example of a parameter. */
  public static ProblemException invalid(String path, String message) {
    return invalid(List.of(new Violation(path, message)));
  }

  /** A refusal that a client should not repeat before some time, rounded up to seconds. */
  public static ProblemException retryAfter(ProblemType type, String detail, Duration retryAfter) {
    return new ProblemException(type, detail, List.of(), retryAfter);
  }

  public ProblemType type() {
    return type;
  }

  public String detail() {
    return detail;
  }

  public List<Violation> violations() {
    return violations;
  }

  OptionalLong retryAfterSeconds() {
    return retryAfter == null
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(1, retryAfter.plusMillis(999).toSeconds()));
  }
}
