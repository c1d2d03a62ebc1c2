package org.acme.items.backend.items;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One item.
 *
 * @param version 1 when created, one more with each change; its entity tag
 * @param createdAt to the millisecond
 * @param updatedAt to the millisecond; equal to {@code createdAt} until the first change
 */
@Schema(
    requiredProperties = {
      "id",
      "name",
      "description",
      "price",
      "quantity",
      "tags",
      "version",
      "createdAt",
      "updatedAt"
    })
public record Item(
    ItemId id,
    String name,
    String description,
    Price price,
    int quantity,
    List<String> tags,
    long version,
    Instant createdAt,
    Instant updatedAt) {
  public Item {
    tags = List.copyOf(tags);
  }

  /** Version 1 of an item. */
  public static Item first(ItemId id, NewItem content, Instant now) {
    return new Item(
        id,
        content.name(),
        content.description(),
        content.price(),
        content.quantity(),
        content.tags(),
        1,
        now,
        now);
  }

  /** The part of it that clients decide. */
  @JsonIgnore
  public NewItem content() {
    return new NewItem(name, description, price, quantity, tags);
  }
}
