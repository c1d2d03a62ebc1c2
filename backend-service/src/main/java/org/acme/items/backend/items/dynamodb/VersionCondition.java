package org.acme.items.backend.items.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;

import java.util.LinkedHashMap;
import java.util.Map;
import org.acme.items.backend.http.EntityTags;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** That a row exists and has one of the expected versions, of which there is at least one. */
record VersionCondition(String expression, Map<String, AttributeValue> values) {
  static VersionCondition of(EntityTags expected) {
    Map<String, AttributeValue> values = new LinkedHashMap<>();
    for (long version : expected.strong()) {
      values.put(":expected" + values.size(), fromN(Long.toString(version)));
    }
    return new VersionCondition(
        "version IN (%s)".formatted(String.join(", ", values.keySet())), values);
  }
}
