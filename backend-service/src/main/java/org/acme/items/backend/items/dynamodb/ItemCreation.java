package org.acme.items.backend.items.dynamodb;

import static org.acme.items.backend.items.dynamodb.ItemTable.KEY;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.acme.items.backend.items.Item;
import org.acme.items.backend.items.ItemRepository.CreateOutcome;
import org.acme.items.backend.items.ItemsConflictException;
import org.acme.items.backend.items.ItemsUnavailableException;
import org.acme.items.backend.items.NewItem;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Puts new items into the table, each once. */
record ItemCreation(Table table) {
  private static final Duration IDEMPOTENCY_PERIOD = Duration.ofHours(24);
  private static final String IDEMPOTENT_ITEM = "item";

  /** Makes an item. */
  CreateOutcome create(Item item) {
    try {
      table.call(
          PutItemRequest.builder()
              .tableName(table.name())
              .item(row(item))
              .conditionExpression("attribute_not_exists(pk)")
              .build(),
          DynamoDbClient::putItem);
    } catch (ConditionalCheckFailedException e) {
      // Nobody else makes this id: the SDK repeated the call because its first answer was lost. The
      // condition keeps the repetition from undoing what has happened to the item since.
    }
    return new CreateOutcome.Created(item);
  }

  /**
   * Makes an item, unless one was made with the key before.
   *
   * @throws ItemsConflictException if the key is in use at this moment
   */
  CreateOutcome createOnce(Item item, String idempotencyKey) {
    Put itemRow =
        Put.builder()
            .tableName(table.name())
            .item(row(item))
            .conditionExpression("attribute_not_exists(pk)")
            .build();
    Put keyRow =
        Put.builder()
            .tableName(table.name())
            .item(
                Map.of(
                    KEY,
                    fromS(ItemTable.idempotencyKey(idempotencyKey)),
                    IDEMPOTENT_ITEM,
                    fromM(ItemAttributes.of(item)),
                    ItemTable.TIME_TO_LIVE,
                    ItemTable.timeToLive(item.createdAt().plus(IDEMPOTENCY_PERIOD))))
            // DynamoDB deletes what has expired with up to days of delay.
            .conditionExpression("attribute_not_exists(pk) OR expiresAt < :now")
            .expressionAttributeValues(Map.of(":now", ItemTable.timeToLive(item.createdAt())))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    TransactWriteItemsRequest request =
        TransactWriteItemsRequest.builder()
            .transactItems(
                TransactWriteItem.builder().put(itemRow).build(),
                TransactWriteItem.builder().put(keyRow).build())
            // Made once for all attempts of the SDK: DynamoDB itself answers a repetition as it
            // answered the first call.
            .clientRequestToken(UUID.randomUUID().toString())
            .build();
    try {
      table.call(request, DynamoDbClient::transactWriteItems);
      return new CreateOutcome.Created(item);
    } catch (TransactionCanceledException e) {
      return createdBefore(item.content(), e);
    }
  }

  private static CreateOutcome createdBefore(NewItem content, TransactionCanceledException e) {
    CancellationReason keyRow = e.cancellationReasons().getLast();
    if ("ConditionalCheckFailed".equals(keyRow.code())) {
      Item first = ItemAttributes.item(ItemAttributes.get(keyRow.item(), IDEMPOTENT_ITEM).m());
      return first.content().equals(content)
          ? new CreateOutcome.Replayed(first)
          : new CreateOutcome.KeyReused();
    }
    if (e.cancellationReasons().stream()
        .anyMatch(reason -> "TransactionConflict".equals(reason.code()))) {
      throw new ItemsConflictException("idempotency key in use", e);
    }
    // What is left are the codes of throttling and of limits of an item's size, which is checked.
    throw new ItemsUnavailableException("transaction canceled", e);
  }

  private static Map<String, AttributeValue> row(Item item) {
    Map<String, AttributeValue> row = new HashMap<>(ItemTable.key(item.id()));
    row.putAll(ItemAttributes.of(item));
    row.put(ItemTable.SHARD, fromS(ItemTable.shard(item.id())));
    row.put(ItemAttributes.WRITE_ID, fromS(UUID.randomUUID().toString()));
    return row;
  }
}
