package org.acme.items.frontend.backend;

import java.util.List;

/** What became of a request to create an item. */
public sealed interface CreateOutcome {
  record Created(Item item) implements CreateOutcome {}

  record Rejected(List<Violation> violations) implements CreateOutcome {
    public Rejected {
      violations = List.copyOf(violations);
    }
  }

  /** The idempotency key came before, with other content; that item may exist. */
  record KeyReused() implements CreateOutcome {}
}
