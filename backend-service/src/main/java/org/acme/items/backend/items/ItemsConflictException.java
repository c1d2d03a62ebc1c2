package org.acme.items.backend.items;

import org.jspecify.annotations.Nullable;

/** Another request uses the same idempotency key, or changes the same item, at this moment. */
public final class ItemsConflictException extends RuntimeException {
  public ItemsConflictException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
