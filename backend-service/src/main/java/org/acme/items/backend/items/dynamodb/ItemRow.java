package org.acme.items.backend.items.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.acme.items.backend.items.ItemId;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The row of an item or of its tombstone. */
record ItemRow(Table table, ItemId id) {
  /** Empty if there is none. */
  Map<String, AttributeValue> read() {
    GetItemRequest get =
        GetItemRequest.builder()
            .tableName(table.name())
            .key(ItemTable.key(id))
            .consistentRead(true)
            .build();
    return table.call(get, DynamoDbClient::getItem).item();
  }

  /** Sets and removes attributes and makes the next version of the row, if the condition is met. */
  Write write(VersionCondition condition, Map<String, AttributeValue> set, List<String> removed) {
    AttributeValue writeId = fromS(UUID.randomUUID().toString());
    UpdateItemRequest update = update(condition, set, removed, writeId);
    try {
      return new Write.Done(table.call(update, DynamoDbClient::updateItem).attributes());
    } catch (ConditionalCheckFailedException e) {
      Map<String, AttributeValue> row = e.item();
      // Then the SDK repeated the call because its first answer was lost.
      return writeId.equals(row.get(ItemAttributes.WRITE_ID))
          ? new Write.Done(row)
          : new Write.Refused(row, wasRepeated(e));
    }
  }

  private UpdateItemRequest update(
      VersionCondition condition,
      Map<String, AttributeValue> set,
      List<String> removed,
      AttributeValue writeId) {
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>(condition.values());
    values.put(":writeId", writeId);
    values.put(":one", fromN("1"));
    List<String> setters =
        new ArrayList<>(List.of("version = version + :one", "writeId = :writeId"));
    set.forEach((name, value) -> {
      names.put("#" + name, name);
      values.put(":" + name, value);
      setters.add("#" + name + " = :" + name);
    });
    removed.forEach(name -> names.put("#" + name, name));
    String remove =
        removed.isEmpty()
            ? ""
            : removed.stream().collect(Collectors.joining(", #", " REMOVE #", ""));
    return UpdateItemRequest.builder()
        .tableName(table.name())
        .key(ItemTable.key(id))
        .updateExpression("SET " + String.join(", ", setters) + remove)
        // The second part for a repetition that expects the version that the first attempt made.
        .conditionExpression(condition.expression() + " AND writeId <> :writeId")
        .expressionAttributeNames(names.isEmpty() ? null : names)
        .expressionAttributeValues(values)
        .returnValues(ReturnValue.ALL_NEW)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  private static boolean wasRepeated(ConditionalCheckFailedException e) {
    return e.numAttempts() != null && e.numAttempts() > 1;
  }

  /** What became of a write. */
  sealed interface Write {
    /** The row as it was written. */
    record Done(Map<String, AttributeValue> row) implements Write {}

    /**
     * The condition was not met.
     *
     * @param row as it is now; empty if there is none
     * @param repeated whether the SDK repeated the call: the first attempt may have worked then,
     *     and somebody else have changed the row since
     */
    record Refused(Map<String, AttributeValue> row, boolean repeated) implements Write {}
  }
}
