package org.acme.items.frontend.backend;

/** What became of a request to delete an item. */
public sealed interface DeleteOutcome {
  record Deleted() implements DeleteOutcome {}

  /** The item is no longer at the version that the person looked at. */
  record VersionMismatch() implements DeleteOutcome {}

  record NotFound() implements DeleteOutcome {}
}
