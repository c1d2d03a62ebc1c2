package org.acme.items.frontend.items;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.acme.items.frontend.backend.Item;

/** An item as the list shows it. */
record ItemView(
    String id,
    String name,
    String description,
    String price,
    long quantity,
    List<String> tags,
    Instant updatedAt) {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  ItemView {
    tags = List.copyOf(tags);
  }

  static ItemView of(Item item) {
    return new ItemView(
        item.id(),
        isVisible(item.name()) ? item.name() : "(name that cannot be seen)",
        item.description(),
        item.price().toString(),
        item.quantity(),
        item.tags(),
        item.updatedAt());
  }

  /** A name of nothing but, say, zero-width spaces would be a link that nobody can hit. */
  private static boolean isVisible(String name) {
    return !name.codePoints()
        .allMatch(c ->
            Character.isWhitespace(c)
                || Character.isISOControl(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.FORMAT);
  }

  /** {@code 2026-11-20 10:15 UTC}. */
  public String updatedText() {
    return MINUTES.format(updatedAt);
  }
}
