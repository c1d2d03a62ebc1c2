package org.acme.items.backend.items.dynamodb;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.acme.items.backend.http.EntityTags;
import org.acme.items.backend.items.Item;
import org.acme.items.backend.items.ItemId;
import org.acme.items.backend.items.ItemPage;
import org.acme.items.backend.items.ItemRepository;
import org.acme.items.backend.items.NewItem;
import org.jspecify.annotations.Nullable;

/** Items in a DynamoDB table; {@code docs/table-design.md} tells what each method costs. */
final class DynamoDbItemRepository implements ItemRepository {
  /** What one BatchGetItem takes. */
  private static final int MAX_LIMIT = 100;

  private final Supplier<Table> tables;
  private final Duration listTimeout;
  private final PageTokenKey pageTokenKey = new PageTokenKey();
  private final Executor threads;
  private final Clock clock;
  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

  /**
   * @param tables gives the table with the deadline of the request that the calling thread answers
   * @param listTimeout for all calls of a page together
   * @param threads run the queries of a page at the same time
   */
  DynamoDbItemRepository(
      Supplier<Table> tables, Duration listTimeout, Executor threads, Clock clock) {
    this.tables = tables;
    this.listTimeout = listTimeout;
    this.threads = threads;
    this.clock = clock;
  }

  @Override
  public CreateOutcome create(NewItem content, @Nullable String idempotencyKey) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Item item = Item.first(ItemId.of(ids.generate()), content, now);
    ItemCreation creation = new ItemCreation(tables.get());
    return idempotencyKey == null
        ? creation.create(item)
        : creation.createOnce(item, idempotencyKey);
  }

  @Override
  public Optional<Item> find(ItemId id) {
    return changes().find(id);
  }

  @Override
  public ItemPage list(@Nullable String pageToken, int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit must be 1 to %d, got %d".formatted(MAX_LIMIT, limit));
    }
    Table table = tables.get().within(listTimeout);
    NewestItems newest = new NewestItems(table, threads);
    PageTokens tokens = pageTokenKey.tokens(table);
    ItemId after = pageToken == null ? null : tokens.read(pageToken);
    // One more than wanted tells whether there is a next page.
    List<ItemId> found = newest.ids(after, limit + 1);
    boolean last = found.size() <= limit;
    List<ItemId> page = last ? found : found.subList(0, limit);
    return new ItemPage(newest.items(page), last ? null : tokens.after(page.getLast()));
  }

  @Override
  public ReplaceOutcome replace(ItemId id, NewItem content, EntityTags expected) {
    return changes().replace(id, content, expected);
  }

  @Override
  public DeleteOutcome delete(ItemId id, EntityTags expected) {
    return changes().delete(id, expected);
  }

  @Override
  public RestoreOutcome restore(ItemId id) {
    return changes().restore(id);
  }

  private ItemChanges changes() {
    return new ItemChanges(tables.get(), clock);
  }
}
