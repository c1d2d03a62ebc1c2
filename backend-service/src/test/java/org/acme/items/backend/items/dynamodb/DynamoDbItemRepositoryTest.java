package org.acme.items.backend.items.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.acme.items.backend.http.Deadline;
import org.acme.items.backend.http.EntityTags;
import org.acme.items.backend.items.Item;
import org.acme.items.backend.items.ItemId;
import org.acme.items.backend.items.ItemRepository.CreateOutcome;
import org.acme.items.backend.items.ItemRepository.Deleted;
import org.acme.items.backend.items.ItemRepository.NotFound;
import org.acme.items.backend.items.ItemRepository.Present;
import org.acme.items.backend.items.ItemRepository.Replaced;
import org.acme.items.backend.items.ItemRepository.RestoreOutcome;
import org.acme.items.backend.items.ItemRepository.Restored;
import org.acme.items.backend.items.ItemsUnavailableException;
import org.acme.items.backend.items.NewItem;
import org.acme.items.backend.items.Price;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a client of the API cannot provoke: lost answers, time that passes, a table that is away.
 */
class DynamoDbItemRepositoryTest {
  private static final NewItem CONTENT =
      new NewItem("Tea", "Loose", Price.of("12.50", "EUR"), 3, List.of("drink"));
  private static final EntityTags ANY = new EntityTags(true, Set.of(), Set.of());
  private static final EntityTags FIRST = new EntityTags(false, Set.of(1L), Set.of());

  private static TestTable table;

  @BeforeAll
  static void startDynamoDb() {
    table = new TestTable();
  }

  @AfterAll
  static void stopDynamoDb() {
    table.close();
  }

  @Test
  void lostAnswerToACreationMakesOneItem() {
    try (LosingHttpClient http = new LosingHttpClient(table.http(), "PutItem")) {
      CreateOutcome outcome = repository(http).create(CONTENT, null);

      assertThat(http.lost()).isEqualTo(1);
      assertThat(outcome).isInstanceOf(CreateOutcome.Created.class);
      assertThat(versionOf(((CreateOutcome.Created) outcome).item().id())).isEqualTo(1);
    }
  }

  @Test
  void lostAnswerToACreationWithAKeyMakesOneItem() {
    String key = UUID.randomUUID().toString();
    try (LosingHttpClient http = new LosingHttpClient(table.http(), "TransactWriteItems")) {
      CreateOutcome outcome = repository(http).create(CONTENT, key);

      assertThat(http.lost()).isEqualTo(1);
      assertThat(outcome).isInstanceOf(CreateOutcome.Created.class);
      Item created = ((CreateOutcome.Created) outcome).item();
      assertThat(repository().create(CONTENT, key)).isEqualTo(new CreateOutcome.Replayed(created));
    }
  }

  @Test
  void lostAnswerToAReplacementReplacesOnce() {
    for (EntityTags expected : List.of(FIRST, ANY)) {
      ItemId id = create();
      try (LosingHttpClient http = new LosingHttpClient(table.http(), "UpdateItem")) {
        var outcome = repository(http).replace(id, CONTENT, expected);

        assertThat(http.lost()).isEqualTo(1);
        assertThat(outcome).isInstanceOf(Replaced.class);
        assertThat(((Replaced) outcome).item().version()).isEqualTo(2);
        assertThat(versionOf(id)).isEqualTo(2);
      }
    }
  }

  @Test
  void writerBetweenALostAnswerAndItsRepetitionIsNotOverwritten() {
    for (EntityTags expected : List.of(FIRST, ANY)) {
      ItemId id = create();
      NewItem others = new NewItem("Others", "", Price.of("1.00", "EUR"), 1, List.of());
      EntityTags second = new EntityTags(false, Set.of(2L), Set.of());
      Runnable otherWriter = () -> repository().replace(id, others, second);
      try (LosingHttpClient http = new LosingHttpClient(table.http(), "UpdateItem", otherWriter)) {
        assertThatThrownBy(() -> repository(http).replace(id, CONTENT, expected))
            .isInstanceOf(ItemsUnavailableException.class);

        assertThat(repository().find(id).orElseThrow().content()).isEqualTo(others);
        assertThat(versionOf(id)).isEqualTo(3);
      }
    }
  }

  @Test
  void lostAnswerToADeletionDeletesOnce() {
    for (EntityTags expected : List.of(FIRST, ANY)) {
      ItemId id = create();
      try (LosingHttpClient http = new LosingHttpClient(table.http(), "UpdateItem")) {
        assertThat(repository(http).delete(id, expected)).isEqualTo(new Deleted());

        assertThat(http.lost()).isEqualTo(1);
        assertThat(repository().find(id)).isEmpty();
        assertThat(restoredVersion(id)).isEqualTo(3);
      }
    }
  }

  @Test
  void deletionByAnotherIsNotTakenForOurs() {
    for (EntityTags expected : List.of(FIRST, ANY)) {
      ItemId id = create();
      Runnable others =
          () -> {
            repository().restore(id);
            repository().delete(id, ANY);
          };
      try (LosingHttpClient http = new LosingHttpClient(table.http(), "UpdateItem", others)) {
        assertThatThrownBy(() -> repository(http).delete(id, expected))
            .isInstanceOf(ItemsUnavailableException.class);
      }
    }
  }

  @Test
  void lostAnswerToARestorationRestoresOnce() {
    ItemId id = createAndDelete();
    try (LosingHttpClient http = new LosingHttpClient(table.http(), "UpdateItem")) {
      RestoreOutcome outcome = repository(http).restore(id);

      assertThat(http.lost()).isEqualTo(1);
      assertThat(outcome).isInstanceOf(Restored.class);
      assertThat(((Restored) outcome).item()).isEqualTo(repository().find(id).orElseThrow());
      assertThat(versionOf(id)).isEqualTo(3);
    }
  }

  @Test
  void deletionBetweenALostAnswerAndItsRepetitionIsNotUndone() {
    ItemId id = createAndDelete();
    Runnable otherClient = () -> repository().delete(id, ANY);
    try (LosingHttpClient http = new LosingHttpClient(table.http(), "UpdateItem", otherClient)) {
      assertThatThrownBy(() -> repository(http).restore(id))
          .isInstanceOf(ItemsUnavailableException.class);

      assertThat(repository().find(id)).isEmpty();
    }
  }

  @Test
  void replacementBetweenALostRestorationAndItsRepetitionIsAnswered() {
    ItemId id = createAndDelete();
    NewItem others = new NewItem("Others", "", Price.of("1.00", "EUR"), 1, List.of());
    Runnable otherWriter = () -> repository().replace(id, others, ANY);
    try (LosingHttpClient http = new LosingHttpClient(table.http(), "UpdateItem", otherWriter)) {
      RestoreOutcome outcome = repository(http).restore(id);

      assertThat(outcome).isEqualTo(new Present(repository().find(id).orElseThrow()));
      assertThat(versionOf(id)).isEqualTo(4);
    }
  }

  @Test
  void deletionCanBeUndoneForADay() {
    Instant start = Instant.parse("2026-11-20T10:00:00Z");
    ItemId id = create();
    repositoryAt(start).delete(id, FIRST);

    RestoreOutcome late = repositoryAt(start.plus(Duration.ofHours(24))).restore(id);
    RestoreOutcome soon = repositoryAt(start.plus(Duration.ofHours(23))).restore(id);

    assertThat(late).isEqualTo(new NotFound());
    assertThat(soon).isInstanceOf(Restored.class);
  }

  @Test
  void restoredItemDoesNotExpire() {
    ItemId id = createAndDelete();

    repository().restore(id);

    assertThat(row(id)).doesNotContainKeys(ItemTable.TIME_TO_LIVE, Tombstone.DELETED_AT);
  }

  @Test
  void deletedItemIsInTheListIndexNoLonger() {
    ItemId id = createAndDelete();

    assertThat(row(id)).doesNotContainKey(ItemTable.SHARD).containsKey(ItemTable.TIME_TO_LIVE);
  }

  @Test
  void deletedItemThatTheIndexStillHoldsIsNotListed() {
    ItemId there = create();
    ItemId deleted = createAndDelete();
    try (DynamoDbClient client = table.client(UnaryOperator.identity())) {
      NewestItems newest = new NewestItems(table.table(client), Runnable::run);

      List<Item> listed = newest.items(List.of(deleted, there));

      assertThat(listed).extracting(Item::id).containsExactly(there);
    }
  }

  @Test
  void idempotencyKeyIsForgottenAfterADay() {
    Instant start = Instant.parse("2026-11-20T10:00:00Z");
    CreateOutcome first = repositoryAt(start).create(CONTENT, "daily");

    CreateOutcome soon = repositoryAt(start.plus(Duration.ofHours(23))).create(CONTENT, "daily");
    CreateOutcome late = repositoryAt(start.plus(Duration.ofHours(25))).create(CONTENT, "daily");

    assertThat(first).isInstanceOf(CreateOutcome.Created.class);
    assertThat(soon).isInstanceOf(CreateOutcome.Replayed.class);
    assertThat(late).isInstanceOf(CreateOutcome.Created.class);
  }

  @Test
  void tableThatIsAwayIsUnavailable() {
    try (DynamoDbClient away =
        table.client(builder ->
            builder
                .endpointOverride(URI.create("http://127.0.0.1:1"))
                .overrideConfiguration(
                    override -> override.apiCallTimeout(Duration.ofSeconds(2))))) {
      var repository = table.repository(away, Clock.systemUTC());

      assertThatThrownBy(() -> repository.find(new ItemId("019aa0f6-5a3c-7b21-9c4e-3f0d8a6b7c15")))
          .isInstanceOf(ItemsUnavailableException.class);
      assertThatThrownBy(() -> repository.list(null, 1))
          .isInstanceOf(ItemsUnavailableException.class);
    }
  }

  @Test
  void missingTableIsUnavailable() {
    try (DynamoDbClient client = table.client(UnaryOperator.identity())) {
      var repository = table.repository(client, "missing", Deadline.none(), Clock.systemUTC());

      assertThatThrownBy(() -> repository.create(CONTENT, null))
          .isInstanceOf(ItemsUnavailableException.class);
    }
  }

  private static ItemId create() {
    return ((CreateOutcome.Created) repository().create(CONTENT, null)).item().id();
  }

  private static ItemId createAndDelete() {
    ItemId id = create();
    repository().delete(id, FIRST);
    return id;
  }

  private static long restoredVersion(ItemId id) {
    return ((Restored) repository().restore(id)).item().version();
  }

  private static Map<String, AttributeValue> row(ItemId id) {
    try (DynamoDbClient client = table.client(UnaryOperator.identity())) {
      return new ItemRow(table.table(client), id).read();
    }
  }

  private static long versionOf(ItemId id) {
    return repository().find(id).orElseThrow().version();
  }

  private static DynamoDbItemRepository repository() {
    return repository(table.http());
  }

  private static DynamoDbItemRepository repository(SdkHttpClient http) {
    return table.repository(table.client(builder -> builder.httpClient(http)), Clock.systemUTC());
  }

  private static DynamoDbItemRepository repositoryAt(Instant now) {
    return table.repository(
        table.client(UnaryOperator.identity()), Clock.fixed(now, ZoneOffset.UTC));
  }

  /** Sends every request, but loses the answer to the first one of an operation. */
  private static final class LosingHttpClient implements SdkHttpClient {
    private final SdkHttpClient http;
    private final String operation;
    private final Runnable whenLost;
    private final AtomicInteger calls = new AtomicInteger();

    LosingHttpClient(SdkHttpClient http, String operation) {
      this(http, operation, () -> {});
    }

    LosingHttpClient(SdkHttpClient http, String operation, Runnable whenLost) {
      this.http = http;
      this.operation = operation;
      this.whenLost = whenLost;
    }

    /** How many answers were lost; a second call shows that the SDK repeated the first. */
    int lost() {
      return calls.get() >= 2 ? 1 : 0;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      ExecutableHttpRequest prepared = http.prepareRequest(request);
      boolean lose =
          request
                  .httpRequest()
                  .firstMatchingHeader("X-Amz-Target")
                  .orElse("")
                  .endsWith("." + operation)
              && calls.getAndIncrement() == 0;
      return lose ? new LosingRequest(prepared, whenLost) : prepared;
    }

    @Override
    public void close() {
      // The client below belongs to the table.
    }
  }

  private record LosingRequest(ExecutableHttpRequest request, Runnable whenLost)
      implements ExecutableHttpRequest {
    @Override
    public HttpExecuteResponse call() throws IOException {
      request.call().responseBody().orElseThrow().readAllBytes();
      whenLost.run();
      throw new IOException("the answer was lost");
    }

    @Override
    public void abort() {
      request.abort();
    }
  }
}
