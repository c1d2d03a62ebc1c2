package org.acme.items.frontend.backend;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong in a request.
 *
 * @param path where, {@code price.amount} or {@code tags[2]}; empty if nowhere in particular
 */
public record Violation(String path, String message) {
  public Violation {
    requireNonNull(path, "path");
    requireNonNull(message, "message");
  }
}
