package org.acme.items.infra.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.acme.items.infra.config.Shape.Choice;
import org.acme.items.infra.config.Shape.Decimal;
import org.acme.items.infra.config.Shape.Field;
import org.acme.items.infra.config.Shape.Flag;
import org.acme.items.infra.config.Shape.Group;
import org.acme.items.infra.config.Shape.Listing;
import org.acme.items.infra.config.Shape.Mapping;
import org.acme.items.infra.config.Shape.Text;
import org.acme.items.infra.config.Shape.Whole;

/** All keys of a file as a table for people, in Markdown. */
final class KeyTable {
  private final List<Row> rows = new ArrayList<>();

  /**
   * A key that has a value of its own.
   *
   * @param path with {@code *} for names that people choose, {@code []} for elements of lists
   */
  record Row(String path, String allowed, String meaning, String byDefault) {}

  private KeyTable() {}

  static List<Row> rows(Class<? extends Record> type) {
    KeyTable table = new KeyTable();
    table.add(Shape.of(type), "");
    return List.copyOf(table.rows);
  }

  static String markdown(Class<? extends Record> type) {
    return "| Key | Values | Meaning | Default |\n|---|---|---|---|\n"
        + rows(type).stream()
            .map(row ->
                "| `%s` | %s | %s | %s |\n"
                    .formatted(row.path(), row.allowed(), row.meaning(), row.byDefault()))
            .collect(Collectors.joining());
  }

  private void add(Group group, String prefix) {
    for (Field field : group.fields()) {
      String path = prefix + field.name();
      switch (field.shape()) {
        case Group inner -> add(inner, path + ".");
        case Listing(Group inner) -> add(inner, path + "[].");
        case Mapping(Text _, Group inner) -> add(inner, path + ".*.");
        case Mapping(Text _, Shape value) -> rows.add(row(path + ".*", field, value));
        case Text _, Whole _, Decimal _, Flag _, Choice _, Listing _ ->
            rows.add(row(path, field, field.shape()));
      }
    }
  }

  private static Row row(String path, Field field, Shape shape) {
    String byDefault =
        field
            .byDefault()
            .map(value -> "`%s`".formatted(value))
            .orElseGet(() -> {
              if (!field.otherwise().isEmpty()) {
                return field.otherwise();
              }
              return field.isOptional() ? "none" : "required";
            });
    return new Row(path, allowed(shape), field.meaning(), byDefault);
  }

  private static String allowed(Shape shape) {
    return switch (shape) {
      case Text text -> text.hint();
      case Whole whole ->
          whole.most() == Integer.MAX_VALUE
              ? "whole number"
              : "%d to %d".formatted(whole.least(), whole.most());
      case Decimal decimal -> "%s to %s".formatted(decimal.least(), decimal.most());
      case Flag _ -> "`true`, `false`";
      case Choice choice ->
          choice.words().stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
      case Listing listing -> "list of " + allowed(listing.element());
      case Mapping mapping -> allowed(mapping.value());
      case Group _ -> "keys";
    };
  }
}
