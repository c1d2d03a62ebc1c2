package org.acme.items.backend.items.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;

import java.util.LinkedHashMap;
import java.util.Map;
import org.acme.items.backend.http.EntityTags;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a row must be to be changed. */
record VersionCondition(String expression, Map<String, AttributeValue> values) {
  /**
   * An item, not deleted, that has one of the expected versions, of which there is at least one.
   */
  static VersionCondition of(EntityTags expected) {
    Map<String, AttributeValue> values = new LinkedHashMap<>();
    for (long version : expected.strong()) {
      values.put(":expected" + values.size(), version(version));
    }
    return new VersionCondition(
        "version IN (%s) AND attribute_not_exists(deletedAt)"
            .formatted(String.join(", ", values.keySet())),
        values);
  }

  /** The tombstone that has this version. */
  static VersionCondition ofTombstone(long version) {
    return new VersionCondition(
        "version = :expected AND attribute_exists(deletedAt)",
        Map.of(":expected", version(version)));
  }

  private static AttributeValue version(long version) {
    return fromN(Long.toString(version));
  }
}
