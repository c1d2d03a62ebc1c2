package org.acme.items.backend.items.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a deletion makes of an item's row: everything stays, but the list index no longer holds it,
 * and after a day DynamoDB deletes it.
 */
final class Tombstone {
  static final String DELETED_AT = "deletedAt";

  /** How long a deletion can be undone. */
  private static final Duration PERIOD = Duration.ofHours(24);

  private Tombstone() {}

  /** What a deletion sets. */
  static Map<String, AttributeValue> of(Instant now) {
    return Map.of(
        DELETED_AT,
        fromS(now.toString()),
        ItemTable.TIME_TO_LIVE,
        ItemTable.timeToLive(now.plus(PERIOD)));
  }

  /** What a deletion removes: without it a row is not in the list index. */
  static List<String> removed() {
    return List.of(ItemTable.SHARD);
  }

  static boolean is(Map<String, AttributeValue> row) {
    return row.containsKey(DELETED_AT);
  }

  /** Whether it is too late to undo: DynamoDB deletes what has expired with days of delay. */
  static boolean hasExpired(Map<String, AttributeValue> row, Instant now) {
    long expiresAt = Long.parseLong(ItemAttributes.get(row, ItemTable.TIME_TO_LIVE).n());
    return now.getEpochSecond() >= expiresAt;
  }
}
