package org.acme.items.drill.history;

/** Something that must not have been. */
public record Violation(Kind kind, String what) {
  /** Which promise was broken. */
  public enum Kind {
    /** An acknowledged write is not there, or was overwritten by one that did not know it. */
    LOST,
    /** One create made several items. */
    DOUBLED,
    /** A version has two contents, or an item went back to an earlier version. */
    VERSION,
    /** A read found less than was known when it was sent. */
    STALE,
    /** Something is there that nobody wrote, or that was refused. */
    PHANTOM
  }

  @Override
  public String toString() {
    return "%s: %s".formatted(kind, what);
  }
}
