package org.acme.items.backend.items.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.acme.items.backend.items.Item;
import org.acme.items.backend.items.ItemId;
import org.acme.items.backend.items.NewItem;
import org.acme.items.backend.items.Price;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item as attributes and back. */
final class ItemAttributes {
  static final String VERSION = "version";

  /** Set anew by every write, so that a repeated write can tell that it was done already. */
  static final String WRITE_ID = "writeId";

  private static final String NAME = "name";
  private static final String DESCRIPTION = "description";
  // A string: DynamoDB's numbers drop trailing zeros.
  private static final String AMOUNT = "amount";
  private static final String CURRENCY = "currency";
  private static final String QUANTITY = "quantity";
  private static final String TAGS = "tags";
  private static final String CREATED_AT = "createdAt";
  private static final String UPDATED_AT = "updatedAt";

  private ItemAttributes() {}

  static Map<String, AttributeValue> of(Item item) {
    Map<String, AttributeValue> attributes =
        new LinkedHashMap<>(of(item.content(), item.updatedAt()));
    attributes.put(ItemTable.ID, fromS(item.id().value()));
    attributes.put(VERSION, fromN(Long.toString(item.version())));
    attributes.put(CREATED_AT, fromS(item.createdAt().toString()));
    return attributes;
  }

  /** What a replacement writes, besides the version. */
  static Map<String, AttributeValue> of(NewItem content, Instant updatedAt) {
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    attributes.put(NAME, fromS(content.name()));
    attributes.put(DESCRIPTION, fromS(content.description()));
    attributes.put(AMOUNT, fromS(content.price().amount().toPlainString()));
    attributes.put(CURRENCY, fromS(content.price().currency().getCurrencyCode()));
    attributes.put(QUANTITY, fromN(Integer.toString(content.quantity())));
    attributes.put(TAGS, fromL(content.tags().stream().map(AttributeValue::fromS).toList()));
    attributes.put(UPDATED_AT, fromS(updatedAt.toString()));
    return attributes;
  }

  /** What a restoration writes, besides the version: the item is in the list again. */
  static Map<String, AttributeValue> restored(ItemId id, Instant updatedAt) {
    return Map.of(
        ItemTable.SHARD, fromS(ItemTable.shard(id)), UPDATED_AT, fromS(updatedAt.toString()));
  }

  static Item item(Map<String, AttributeValue> attributes) {
    return new Item(
        id(attributes),
        get(attributes, NAME).s(),
        get(attributes, DESCRIPTION).s(),
        Price.of(get(attributes, AMOUNT).s(), get(attributes, CURRENCY).s()),
        Integer.parseInt(get(attributes, QUANTITY).n()),
        tags(get(attributes, TAGS)),
        version(attributes),
        Instant.parse(get(attributes, CREATED_AT).s()),
        Instant.parse(get(attributes, UPDATED_AT).s()));
  }

  static ItemId id(Map<String, AttributeValue> attributes) {
    return new ItemId(get(attributes, ItemTable.ID).s());
  }

  static long version(Map<String, AttributeValue> attributes) {
    return Long.parseLong(get(attributes, VERSION).n());
  }

  static AttributeValue get(Map<String, AttributeValue> attributes, String name) {
    AttributeValue value = attributes.get(name);
    if (value == null) {
      throw new IllegalStateException(
          "record %s of the table has no attribute %s"
              .formatted(attributes.get(ItemTable.KEY), name));
    }
    return value;
  }

  private static List<String> tags(AttributeValue value) {
    return value.l().stream().map(AttributeValue::s).toList();
  }
}
