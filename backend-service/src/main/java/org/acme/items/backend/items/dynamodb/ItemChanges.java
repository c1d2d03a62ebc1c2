package org.acme.items.backend.items.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.acme.items.backend.http.EntityTags;
import org.acme.items.backend.items.Item;
import org.acme.items.backend.items.ItemId;
import org.acme.items.backend.items.ItemRepository.DeleteOutcome;
import org.acme.items.backend.items.ItemRepository.Deleted;
import org.acme.items.backend.items.ItemRepository.NotFound;
import org.acme.items.backend.items.ItemRepository.ReplaceOutcome;
import org.acme.items.backend.items.ItemRepository.Replaced;
import org.acme.items.backend.items.ItemRepository.VersionMismatch;
import org.acme.items.backend.items.ItemsConflictException;
import org.acme.items.backend.items.ItemsUnavailableException;
import org.acme.items.backend.items.NewItem;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Reads and changes items that are in the table. */
record ItemChanges(Table table, Clock clock) {
  /** Of changing an item whatever its version is, while others change it too. */
  private static final int ANY_VERSION_ATTEMPTS = 5;

  Optional<Item> find(ItemId id) {
    Map<String, AttributeValue> row =
        table
            .call(
                GetItemRequest.builder()
                    .tableName(table.name())
                    .key(ItemTable.key(id))
                    .consistentRead(true)
                    .build(),
                DynamoDbClient::getItem)
            .item();
    return row.isEmpty() ? Optional.empty() : Optional.of(ItemAttributes.item(row));
  }

  ReplaceOutcome replace(ItemId id, NewItem content, EntityTags expected) {
    if (expected.any()) {
      return atItsVersion(id, version -> replace(id, content, version), NotFound::new);
    }
    if (expected.strong().isEmpty()) {
      return find(id).<ReplaceOutcome>map(ItemChanges::mismatch).orElseGet(NotFound::new);
    }
    String writeId = writeId();
    UpdateItemRequest update = update(id, content, expected, writeId);
    try {
      return new Replaced(
          ItemAttributes.item(table.call(update, DynamoDbClient::updateItem).attributes()));
    } catch (ConditionalCheckFailedException e) {
      if (wrote(writeId, e)) {
        return new Replaced(ItemAttributes.item(e.item()));
      }
      return e.hasItem() ? mismatch(e) : new NotFound();
    }
  }

  /**
   * Makes a change of whatever version there is a change of one version, so that repeating it after
   * a lost answer cannot undo what somebody else did in between.
   */
  private <T> T atItsVersion(ItemId id, Function<EntityTags, T> change, Supplier<T> notFound) {
    for (int attempt = 0; attempt < ANY_VERSION_ATTEMPTS; attempt++) {
      Optional<Item> current = find(id);
      if (current.isEmpty()) {
        return notFound.get();
      }
      T outcome = change.apply(new EntityTags(false, Set.of(current.get().version()), Set.of()));
      if (!(outcome instanceof VersionMismatch)) {
        return outcome;
      }
    }
    throw new ItemsConflictException("item changes all the time", null);
  }

  private UpdateItemRequest update(
      ItemId id, NewItem content, EntityTags expected, String writeId) {
    Map<String, AttributeValue> written = ItemAttributes.of(content, now());
    VersionCondition condition = VersionCondition.of(expected);
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>(condition.values());
    values.put(":writeId", fromS(writeId));
    values.put(":one", fromN("1"));
    StringBuilder set = new StringBuilder("SET version = version + :one, writeId = :writeId");
    written.forEach((name, value) -> {
      names.put("#" + name, name);
      values.put(":" + name, value);
      set.append(", #%s = :%s".formatted(name, name));
    });
    return UpdateItemRequest.builder()
        .tableName(table.name())
        .key(ItemTable.key(id))
        .updateExpression(set.toString())
        .conditionExpression(condition.expression() + " AND writeId <> :writeId")
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .returnValues(ReturnValue.ALL_NEW)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  DeleteOutcome delete(ItemId id, EntityTags expected) {
    if (expected.any()) {
      return atItsVersion(id, version -> delete(id, version), NotFound::new);
    }
    if (expected.strong().isEmpty()) {
      return find(id).<DeleteOutcome>map(ItemChanges::mismatch).orElseGet(NotFound::new);
    }
    VersionCondition condition = VersionCondition.of(expected);
    try {
      table.call(
          DeleteItemRequest.builder()
              .tableName(table.name())
              .key(ItemTable.key(id))
              .conditionExpression(condition.expression())
              .expressionAttributeValues(condition.values())
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
              .build(),
          DynamoDbClient::deleteItem);
      return new Deleted();
    } catch (ConditionalCheckFailedException e) {
      if (e.hasItem()) {
        return mismatch(e);
      }
      // Most likely the first answer was lost and it was this call that deleted the item; if not,
      // it is gone as well.
      return wasRepeated(e) ? new Deleted() : new NotFound();
    }
  }

  private static VersionMismatch mismatch(Item current) {
    return new VersionMismatch(current.version());
  }

  private static VersionMismatch mismatch(ConditionalCheckFailedException e) {
    if (wasRepeated(e)) {
      // The first attempt may have worked and somebody else changed the item since: to say that
      // nothing was done could make a client do it twice.
      throw new ItemsUnavailableException("outcome unknown", e);
    }
    return mismatch(ItemAttributes.item(e.item()));
  }

  private static boolean wasRepeated(ConditionalCheckFailedException e) {
    return e.numAttempts() != null && e.numAttempts() > 1;
  }

  private static boolean wrote(String writeId, ConditionalCheckFailedException e) {
    return e.hasItem() && fromS(writeId).equals(e.item().get(ItemAttributes.WRITE_ID));
  }

  private static String writeId() {
    return UUID.randomUUID().toString();
  }

  /** To the millisecond, as the contract says. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
