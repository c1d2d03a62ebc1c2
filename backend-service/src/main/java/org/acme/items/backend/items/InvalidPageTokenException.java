package org.acme.items.backend.items;

/** A page token that this service did not issue. */
public final class InvalidPageTokenException extends RuntimeException {
  public InvalidPageTokenException() {
    super("the page token was not issued by this service");
  }
}
