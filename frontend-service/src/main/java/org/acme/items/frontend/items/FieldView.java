package org.acme.items.frontend.items;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A field of the form as the template draws it. */
record FieldView(String id, String label, String value, List<String> errors) {
  FieldView {
    errors = List.copyOf(errors);
  }

  /** Ids of the texts that a screen reader reads with the field; empty if there are none. */
  public String describedBy(@Nullable String hint) {
    String hintId = hint == null ? "" : id + "-hint";
    String errorId = errors.isEmpty() ? "" : id + "-error";
    return (hintId + " " + errorId).strip();
  }
}
