package org.acme.items.backend.items;

/** The same idempotency key is in use at this moment. */
public final class ItemsConflictException extends RuntimeException {
  public ItemsConflictException(String message, Throwable cause) {
    super(message, cause);
  }
}
