package org.acme.items.frontend.backend;

import java.util.List;

/** What became of a request to replace an item's content. */
public sealed interface ReplaceOutcome {
  record Replaced(Item item) implements ReplaceOutcome {}

  record Rejected(List<Violation> violations) implements ReplaceOutcome {
    public Rejected {
      violations = List.copyOf(violations);
    }
  }

  /**
   * The item is no longer at the version that the change was based on.
   *
   * @param perhapsSaved whether an attempt whose answer was lost may have made the change before
   */
  record VersionMismatch(boolean perhapsSaved) implements ReplaceOutcome {}

  record NotFound() implements ReplaceOutcome {}
}
