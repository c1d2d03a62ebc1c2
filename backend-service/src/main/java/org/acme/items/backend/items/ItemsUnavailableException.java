package org.acme.items.backend.items;

import org.jspecify.annotations.Nullable;

/** The store did not answer in time, refused for load, or is not there. */
public final class ItemsUnavailableException extends RuntimeException {
  public ItemsUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
