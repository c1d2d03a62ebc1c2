package org.acme.items.frontend.backend;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/** The fields of an item that the pages read. */
public record Item(
    String id,
    String name,
    String description,
    Price price,
    long quantity,
    List<String> tags,
    long version,
    Instant updatedAt) {

  /** Checks what it is given, as it is made from another service's JSON. */
  public Item {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    requireNonNull(description, "description");
    requireNonNull(price, "price");
    requireNonNull(updatedAt, "updatedAt");
    tags = List.copyOf(tags);
  }
}
