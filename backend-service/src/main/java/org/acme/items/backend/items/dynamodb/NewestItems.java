package org.acme.items.backend.items.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.acme.items.backend.items.Item;
import org.acme.items.backend.items.ItemId;
import org.acme.items.backend.items.ItemsUnavailableException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Reads the list index: one query per shard at the same time, the answers merged, then one batch
 * read of the items. The number of calls depends on neither the table's size nor the page.
 */
record NewestItems(Table table, Executor threads) {
  /** Calls for what a batch read leaves out when it is throttled. */
  private static final int BATCH_ATTEMPTS = 3;

  /** Up to {@code limit} ids in descending order. */
  List<ItemId> ids(@Nullable ItemId after, int limit) {
    List<CompletableFuture<List<ItemId>>> queries =
        ItemTable.shards()
            .map(shard -> CompletableFuture.supplyAsync(() -> ids(shard, after, limit), threads))
            .toList();
    try {
      return queries.stream()
          .flatMap(query -> query.join().stream())
          .sorted(Comparator.comparing(ItemId::value).reversed())
          .limit(limit)
          .toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private List<ItemId> ids(String shard, @Nullable ItemId after, int limit) {
    Map<String, AttributeValue> values = new HashMap<>(Map.of(":shard", fromS(shard)));
    if (after != null) {
      values.put(":after", fromS(after.value()));
    }
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table.name())
            .indexName(ItemTable.NEWEST_INDEX)
            .keyConditionExpression(
                after == null ? "#shard = :shard" : "#shard = :shard AND id < :after")
            .expressionAttributeNames(Map.of("#shard", ItemTable.SHARD))
            .expressionAttributeValues(values)
            .scanIndexForward(false)
            .limit(limit)
            .build();
    return table.call(query, DynamoDbClient::query).items().stream()
        .map(ItemAttributes::id)
        .toList();
  }

  /**
   * A partition that throttles needs a moment; not all callers should come back at the same one.
   */
  private static void pause() {
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(20_000_000, 60_000_000));
  }

  /** The items with these ids, in their order, without those that no longer exist. */
  List<Item> items(List<ItemId> ids) {
    Map<ItemId, Item> found = new HashMap<>();
    List<Map<String, AttributeValue>> keys = ids.stream().map(ItemTable::key).toList();
    for (int attempt = 1; !keys.isEmpty(); attempt++) {
      if (attempt > BATCH_ATTEMPTS) {
        throw new ItemsUnavailableException("throttled", null);
      }
      if (attempt > 1) {
        pause();
      }
      Map<String, KeysAndAttributes> request =
          Map.of(table.name(), KeysAndAttributes.builder().keys(keys).build());
      BatchGetItemResponse answer =
          table.call(
              BatchGetItemRequest.builder().requestItems(request).build(),
              DynamoDbClient::batchGetItem);
      answer.responses().getOrDefault(table.name(), List.of()).stream()
          // Deleted since the index was read, which itself may be a moment behind.
          .filter(row -> !Tombstone.is(row))
          .map(ItemAttributes::item)
          .forEach(item -> found.put(item.id(), item));
      KeysAndAttributes left = answer.unprocessedKeys().get(table.name());
      keys = left == null ? List.of() : left.keys();
    }
    return ids.stream().map(found::get).filter(Objects::nonNull).toList();
  }
}
