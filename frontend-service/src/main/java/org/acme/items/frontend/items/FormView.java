package org.acme.items.frontend.items;

import java.util.Arrays;
import java.util.List;
import org.acme.items.frontend.backend.Item;
import org.acme.items.frontend.backend.Violation;
import org.jspecify.annotations.Nullable;

/**
 * The form to create or change an item, with what there is to say about its last sending.
 *
 * @param differences what changed under this person's hands; else empty
 */
record FormView(
    FormTarget target,
    ItemForm values,
    @Nullable String notice,
    List<Violation> violations,
    List<DifferenceView> differences) {

  FormView {
    violations = List.copyOf(violations);
    differences = List.copyOf(differences);
  }

  FormView(FormTarget target, ItemForm values) {
    this(target, values, null, List.of(), List.of());
  }

  FormView withNotice(String text) {
    return new FormView(target, values, text, violations, differences);
  }

  FormView withViolations(List<Violation> found) {
    return new FormView(target, values, notice, found, differences);
  }

  FormView withDifferencesTo(Item current) {
    ItemForm theirs = ItemForm.of(current);
    List<DifferenceView> all =
        Arrays.stream(ItemField.values())
            .map(field ->
                new DifferenceView(field.label(), theirs.value(field), values.value(field)))
            .toList();
    return new FormView(target, values, notice, violations, all);
  }

  /** For the template, which knows fields by their path. */
  public FieldView field(String path) {
    ItemField field =
        Arrays.stream(ItemField.values())
            .filter(candidate -> candidate.path().equals(path))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("no field of the form has path " + path));
    return view(field);
  }

  /** The fields with errors, in the order of the form. */
  public List<FieldView> invalidFields() {
    return Arrays.stream(ItemField.values())
        .map(this::view)
        .filter(field -> !field.errors().isEmpty())
        .toList();
  }

  /** Errors that belong to none of the fields. */
  public List<String> generalErrors() {
    return violations.stream()
        .filter(v -> Arrays.stream(ItemField.values()).noneMatch(field -> field.covers(v.path())))
        .map(v -> v.path().isEmpty() ? v.message() : v.path() + ": " + v.message())
        .toList();
  }

  private FieldView view(ItemField field) {
    List<String> errors =
        violations.stream()
            .filter(violation -> field.covers(violation.path()))
            .map(violation -> message(field, violation))
            .toList();
    return new FieldView(field.path(), field.label(), values.value(field), errors);
  }

  /** {@code tags[1]} is the second of them to a person. */
  private static String message(ItemField field, Violation violation) {
    String index = violation.path().substring(field.path().length()).replaceAll("\\D", "");
    return index.isEmpty() || index.length() > 9
        ? violation.message()
        : "number %d %s".formatted(Integer.parseInt(index) + 1, violation.message());
  }
}
