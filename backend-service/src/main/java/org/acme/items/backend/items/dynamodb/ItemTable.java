package org.acme.items.backend.items.dynamodb;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.acme.items.backend.items.ItemId;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Keys, index and attributes of the table. {@code docs/table-design.md} explains them and their
 * cost.
 */
final class ItemTable {
  static final String KEY = "pk";
  static final String TIME_TO_LIVE = "expiresAt";

  /** Items only, newest first within each shard; holds nothing but keys. */
  static final String NEWEST_INDEX = "newest";

  static final String SHARD = "shard";
  static final String ID = "id";

  /**
   * Partitions of the list index. One takes 1,000 creations and deletions a second, and each costs
   * one query per page. May be raised at any time; lowering it hides items.
   */
  static final int SHARDS = 4;

  private ItemTable() {}

  static Map<String, AttributeValue> key(ItemId id) {
    return Map.of(KEY, AttributeValue.fromS("ITEM#" + id));
  }

  static String idempotencyKey(String key) {
    return "IDEMPOTENCY#" + key;
  }

  static String settingKey(String name) {
    return "SETTING#" + name;
  }

  static Stream<String> shards() {
    return IntStream.range(0, SHARDS).mapToObj(Integer::toString);
  }

  static String shard(ItemId id) {
    // Not hashCode: of ids that follow each other it may well be the same, modulo a small number.
    CRC32C hash = new CRC32C();
    hash.update(id.value().getBytes(StandardCharsets.US_ASCII));
    return Long.toString(hash.getValue() % SHARDS);
  }

  /** The value of {@link #TIME_TO_LIVE}: seconds since 1970, as DynamoDB wants it. */
  static AttributeValue timeToLive(Instant end) {
    return AttributeValue.fromN(Long.toString(end.getEpochSecond()));
  }

  static CreateTableRequest definition(String name) {
    return CreateTableRequest.builder()
        .tableName(name)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(string(KEY), string(SHARD), string(ID))
        .keySchema(key(KEY, KeyType.HASH))
        .globalSecondaryIndexes(
            GlobalSecondaryIndex.builder()
                .indexName(NEWEST_INDEX)
                .keySchema(key(SHARD, KeyType.HASH), key(ID, KeyType.RANGE))
                .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                .build())
        .build();
  }

  private static AttributeDefinition string(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
