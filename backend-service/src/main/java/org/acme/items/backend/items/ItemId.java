package org.acme.items.backend.items;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Id of an item: a UUID of version 7 (RFC 9562) in lower case. Made by the server; as text it sorts
 * by the millisecond in which it was made, across tasks up to the difference of their clocks.
 */
@Schema(
    type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
    format = "uuid",
    description = "UUID of version 7; sorts by time of creation")
public record ItemId(@JsonValue String value) {
  private static final Pattern UUID_7 =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  public ItemId {
    if (!UUID_7.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "an item id is a UUID of version 7 in lower case, got " + value);
    }
  }

  public static ItemId of(UUID uuid) {
    return new ItemId(uuid.toString());
  }

  /** Empty if no item can have this id. */
  public static Optional<ItemId> parse(String text) {
    return UUID_7.matcher(text).matches() ? Optional.of(new ItemId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
