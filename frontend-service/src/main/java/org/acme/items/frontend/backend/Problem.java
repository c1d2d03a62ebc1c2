package org.acme.items.frontend.backend;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why the backend refused a request (RFC 9457). */
record Problem(
    @Nullable String title, @Nullable String detail, @Nullable List<Violation> violations) {

  /** At least one: a problem without violations becomes a violation of nothing in particular. */
  List<Violation> allViolations() {
    if (violations != null && !violations.isEmpty()) {
      return List.copyOf(violations);
    }
    String message = detail != null ? detail : title;
    return List.of(new Violation("", message != null ? message : "The request is not valid"));
  }
}
