package org.acme.items.backend.items;

import java.util.Optional;
import org.acme.items.backend.http.EntityTags;
import org.jspecify.annotations.Nullable;

/**
 * Where items are kept. Every change is atomic, and repeating one because its answer was lost
 * changes nothing more.
 *
 * <p>Every method throws {@link ItemsUnavailableException} when the store does not answer in time
 * or refuses for load; a change may or may not have happened then.
 */
public interface ItemRepository {
  /**
   * Makes an item.
   *
   * @param idempotencyKey makes a repetition within 24 hours return the first item; unique among
   *     all clients
   * @throws ItemsConflictException if the same key is being used at this moment
   */
  CreateOutcome create(NewItem content, @Nullable String idempotencyKey);

  /** Sees every change that was acknowledged before. */
  Optional<Item> find(ItemId id);

  /**
   * Returns up to {@code limit} items, newest first. May be a moment behind changes.
   *
   * @param limit 1 to 100; fewer may come back although there is a next page, when items were
   *     deleted meanwhile
   * @throws InvalidPageTokenException if this repository did not issue the token
   */
  ItemPage list(@Nullable String pageToken, int limit);

  /**
   * Replaces the content of an item if its version is one of those that are expected.
   *
   * @throws ItemsConflictException if any version is expected but others change it all the time
   */
  ReplaceOutcome replace(ItemId id, NewItem content, EntityTags expected);

  /**
   * Deletes an item if its version is one of those that are expected. The deletion can be undone
   * for 24 hours; until then it counts as a version.
   *
   * @throws ItemsConflictException as for {@link #replace}
   */
  DeleteOutcome delete(ItemId id, EntityTags expected);

  /**
   * Brings back an item that was deleted less than 24 hours ago, under its next version. An item
   * that is there stays as it is.
   *
   * @throws ItemsConflictException if others delete and restore it all the time
   */
  RestoreOutcome restore(ItemId id);

  /** What became of a request to create. */
  sealed interface CreateOutcome {
    record Created(Item item) implements CreateOutcome {}

    /** An earlier request with the same key and content made this item; this is its first state. */
    record Replayed(Item item) implements CreateOutcome {}

    /** An earlier request with the same key had another content. */
    record KeyReused() implements CreateOutcome {}
  }

  /** What became of a request to replace an item. */
  sealed interface ReplaceOutcome permits Replaced, NotFound, VersionMismatch {}

  /** What became of a request to delete an item. */
  sealed interface DeleteOutcome permits Deleted, NotFound, VersionMismatch {}

  /** What became of a request to restore an item. */
  sealed interface RestoreOutcome permits Restored, Present, NotFound {}

  record Replaced(Item item) implements ReplaceOutcome {}

  record Deleted() implements DeleteOutcome {}

  record Restored(Item item) implements RestoreOutcome {}

  /** The item was there already. */
  record Present(Item item) implements RestoreOutcome {}

  record NotFound() implements ReplaceOutcome, DeleteOutcome, RestoreOutcome {}

  record VersionMismatch(long currentVersion) implements ReplaceOutcome, DeleteOutcome {}
}
