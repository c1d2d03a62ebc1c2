package org.acme.items.loadtest.engine;

import org.jspecify.annotations.Nullable;

/**
 * An answer of the target.
 *
 * @param body empty unless it was asked for
 */
public record Answer(
    int status, @Nullable String location, @Nullable String entityTag, String body) {
  public boolean isGood() {
    return status >= 200 && status < 400;
  }
}
