package org.acme.items.drill.history;

/**
 * What a client wanted, and what it was told.
 *
 * @param value what the write puts in the item, and no other write does; what the read found
 * @param item id of the item; empty where the answer does not tell it
 * @param version that the write made or the read found; 0 where unknown
 * @param start when it was first sent, on the clock of {@link System#nanoTime()}
 * @param end when the last answer came, or none any more
 */
public record Operation(
    Route route,
    Kind kind,
    String value,
    String item,
    long version,
    long start,
    long end,
    Outcome outcome) {

  /** The way to the items. */
  public enum Route {
    PAGE,
    API
  }

  /** What is wanted. */
  public enum Kind {
    CREATE,
    UPDATE,
    READ
  }

  /** What the client knows afterwards. */
  public enum Outcome {
    /** It was done. */
    ACKNOWLEDGED,
    /** It was surely not done. */
    REFUSED,
    /** It may have been done: no answer, or one that says that something failed. */
    UNKNOWN
  }

  boolean isWrite() {
    return kind != Kind.READ;
  }

  boolean isAcknowledged() {
    return outcome == Outcome.ACKNOWLEDGED;
  }
}
