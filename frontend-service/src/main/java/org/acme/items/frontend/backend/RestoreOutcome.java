package org.acme.items.frontend.backend;

/** What became of a request to bring a deleted item back. */
public sealed interface RestoreOutcome {
  /** It is there, whether this request or an earlier one brought it back. */
  record Restored(Item item) implements RestoreOutcome {}

  /** No such item was deleted lately. */
  record NotFound() implements RestoreOutcome {}
}
