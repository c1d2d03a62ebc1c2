package org.acme.items.backend.items.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.acme.items.backend.items.Item;
import org.acme.items.backend.items.ItemId;
import org.acme.items.backend.items.ItemPage;
import org.acme.items.backend.items.NewItem;
import org.acme.items.backend.items.Price;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * A page costs the same in a small and in a large table: in calls and in read units, as DynamoDB
 * counts them. The size of the large table is the system property {@code pageCost.items}.
 */
class PageCostTest {
  private static final int SMALL = 100;
  private static final int LARGE = Integer.getInteger("pageCost.items", 20_000);
  private static final int BATCH = 25;

  @Test
  void pageCostsTheSameWhateverTheSizeOfTheTable() throws Exception {
    try (TestTable table = new TestTable()) {
      fill(table, 0, SMALL);
      Cost firstOfFew = costOfPage(table, null);
      fill(table, SMALL, LARGE);
      Cost firstOfMany = costOfPage(table, null);
      Cost secondOfMany = costOfPage(table, firstOfMany.page().nextPageToken());

      System.out.printf(
          "page of 25 from %,d items: %s; from %,d items: %s%n",
          SMALL, firstOfFew.calls(), LARGE, firstOfMany.calls());
      assertThat(firstOfFew.calls())
          .containsKeys("Query", "BatchGetItem")
          .doesNotContainKey("Scan");
      assertThat(firstOfMany.calls()).isEqualTo(firstOfFew.calls());
      assertThat(secondOfMany.calls()).isEqualTo(firstOfFew.calls());
      assertThat(firstOfMany.page().items()).hasSize(25);
      assertThat(names(secondOfMany.page())).doesNotContainAnyElementsOf(names(firstOfMany.page()));
    }
  }

  private static List<String> names(ItemPage page) {
    return page.items().stream().map(Item::name).toList();
  }

  private static Cost costOfPage(TestTable table, @org.jspecify.annotations.Nullable String token) {
    CapacityRecorder recorder = new CapacityRecorder();
    try (DynamoDbClient client =
        table.client(builder ->
            builder.overrideConfiguration(
                override -> override.addExecutionInterceptor(recorder)))) {
      var repository = table.repository(client, Clock.systemUTC());
      // The first page of a process also reads the key that signs tokens.
      repository.list(null, 1);
      recorder.calls.clear();

      ItemPage page = repository.list(token, 25);

      return new Cost(page, recorder.units());
    }
  }

  /** Fills with items of increasing ids, many at a time. */
  private static void fill(TestTable table, int from, int to) throws Exception {
    try (DynamoDbClient client = table.client(UnaryOperator.identity());
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      var batches =
          IntStream.range(from / BATCH, to / BATCH)
              .mapToObj(batch -> threads.submit(() -> write(client, batch)))
              .toList();
      for (var batch : batches) {
        batch.get();
      }
    }
  }

  private static void write(DynamoDbClient client, int batch) {
    List<WriteRequest> rows =
        IntStream.range(batch * BATCH, (batch + 1) * BATCH)
            .mapToObj(PageCostTest::row)
            .map(row -> WriteRequest.builder().putRequest(put -> put.item(row)).build())
            .toList();
    client.batchWriteItem(request -> request.requestItems(Map.of(TestTable.NAME, rows)));
  }

  private static Map<String, AttributeValue> row(int number) {
    ItemId id =
        ItemId.of(new UUID(((1_700_000_000_000L + number) << 16) | 0x7000L, (2L << 62) | number));
    NewItem content =
        new NewItem("Item " + number, "", Price.of("1.00", "EUR"), 1, List.of("generated"));
    Map<String, AttributeValue> row = new HashMap<>(ItemTable.key(id));
    row.putAll(ItemAttributes.of(Item.first(id, content, Clock.systemUTC().instant())));
    row.put(ItemTable.SHARD, AttributeValue.fromS(ItemTable.shard(id)));
    return row;
  }

  private record Cost(ItemPage page, Map<String, List<Double>> calls) {}

  /** Notes the read units of every call. */
  private static final class CapacityRecorder implements ExecutionInterceptor {
    private final List<Map.Entry<String, Double>> calls =
        Collections.synchronizedList(new ArrayList<>());

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
      return switch (context.request()) {
        case QueryRequest query ->
            query.copy(copy -> copy.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
        case BatchGetItemRequest batch ->
            batch.copy(copy -> copy.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
        case SdkRequest other -> other;
      };
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
      switch (context.response()) {
        case QueryResponse query ->
            calls.add(Map.entry("Query", query.consumedCapacity().capacityUnits()));
        case BatchGetItemResponse batch ->
            batch
                .consumedCapacity()
                .forEach(used -> calls.add(Map.entry("BatchGetItem", used.capacityUnits())));
        default -> {
          String name = context.request().getClass().getSimpleName().replace("Request", "");
          calls.add(Map.entry(name, Double.NaN));
        }
      }
    }

    /** Read units of each call, by operation. */
    Map<String, List<Double>> units() {
      Map<String, List<Double>> units = new TreeMap<>();
      calls.forEach(call ->
          units.computeIfAbsent(call.getKey(), _ -> new ArrayList<>()).add(call.getValue()));
      units.values().forEach(Collections::sort);
      return units;
    }
  }
}
