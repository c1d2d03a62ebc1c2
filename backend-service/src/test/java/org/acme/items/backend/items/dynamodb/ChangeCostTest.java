package org.acme.items.backend.items.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.acme.items.backend.http.EntityTags;
import org.acme.items.backend.items.ItemId;
import org.acme.items.backend.items.ItemRepository;
import org.acme.items.backend.items.ItemRepository.CreateOutcome.Created;
import org.acme.items.backend.items.NewItem;
import org.acme.items.backend.items.Price;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** What {@code docs/table-design.md} says that calls for one item cost. */
class ChangeCostTest {
  private static final NewItem CONTENT =
      new NewItem("Tea", "Loose", Price.of("12.50", "EUR"), 3, List.of("drink"));

  @Test
  void callsForOneItemCostWhatTheTableDesignSays() {
    CapacityRecorder units = new CapacityRecorder();
    try (TestTable table = new TestTable();
        DynamoDbClient client =
            table.client(builder ->
                builder.overrideConfiguration(
                    override -> override.addExecutionInterceptor(units)))) {
      ItemRepository items = table.repository(client, Clock.systemUTC());

      ItemId id = ((Created) items.create(CONTENT, null)).item().id();
      assertThat(units.taken()).isEqualTo(Map.of("PutItem", 1.0, "PutItem newest", 1.0));
      items.find(id);
      assertThat(units.taken()).isEqualTo(Map.of("GetItem", 1.0));
      items.replace(id, CONTENT, version(1));
      assertThat(units.taken()).isEqualTo(Map.of("UpdateItem", 1.0));
      items.delete(id, version(2));
      assertThat(units.taken()).isEqualTo(Map.of("UpdateItem", 1.0, "UpdateItem newest", 1.0));
      items.find(id);
      assertThat(units.taken()).isEqualTo(Map.of("GetItem", 1.0));
      items.restore(id);
      assertThat(units.taken())
          .isEqualTo(Map.of("GetItem", 1.0, "UpdateItem", 1.0, "UpdateItem newest", 1.0));
    }
  }

  private static EntityTags version(long version) {
    return new EntityTags(false, Set.of(version), Set.of());
  }

  /** Adds up the units of the table and, by its name, of the index. */
  private static final class CapacityRecorder implements ExecutionInterceptor {
    private final Map<String, Double> units = new TreeMap<>();

    /** What was used since this was asked before. */
    Map<String, Double> taken() {
      Map<String, Double> taken = Map.copyOf(units);
      units.clear();
      return taken;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
      ReturnConsumedCapacity wanted = ReturnConsumedCapacity.INDEXES;
      return switch (context.request()) {
        case GetItemRequest get -> get.copy(copy -> copy.returnConsumedCapacity(wanted));
        case PutItemRequest put -> put.copy(copy -> copy.returnConsumedCapacity(wanted));
        case UpdateItemRequest update -> update.copy(copy -> copy.returnConsumedCapacity(wanted));
        case SdkRequest other -> other;
      };
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
      switch (context.response()) {
        case GetItemResponse get -> add("GetItem", get.consumedCapacity());
        case PutItemResponse put -> add("PutItem", put.consumedCapacity());
        case UpdateItemResponse update -> add("UpdateItem", update.consumedCapacity());
        default -> throw new AssertionError("unexpected " + context.response());
      }
    }

    private void add(String call, ConsumedCapacity used) {
      units.merge(call, used.table().capacityUnits(), Double::sum);
      used.globalSecondaryIndexes()
          .forEach(
              (name, index) -> units.merge(call + " " + name, index.capacityUnits(), Double::sum));
    }
  }
}
