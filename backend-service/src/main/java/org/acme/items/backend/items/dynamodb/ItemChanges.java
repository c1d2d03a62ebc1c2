package org.acme.items.backend.items.dynamodb;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.acme.items.backend.http.EntityTags;
import org.acme.items.backend.items.Item;
import org.acme.items.backend.items.ItemId;
import org.acme.items.backend.items.ItemRepository.DeleteOutcome;
import org.acme.items.backend.items.ItemRepository.Deleted;
import org.acme.items.backend.items.ItemRepository.NotFound;
import org.acme.items.backend.items.ItemRepository.Present;
import org.acme.items.backend.items.ItemRepository.ReplaceOutcome;
import org.acme.items.backend.items.ItemRepository.Replaced;
import org.acme.items.backend.items.ItemRepository.RestoreOutcome;
import org.acme.items.backend.items.ItemRepository.Restored;
import org.acme.items.backend.items.ItemRepository.VersionMismatch;
import org.acme.items.backend.items.ItemsConflictException;
import org.acme.items.backend.items.ItemsUnavailableException;
import org.acme.items.backend.items.NewItem;
import org.acme.items.backend.items.dynamodb.ItemRow.Write;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads and changes items that are in the table. */
record ItemChanges(Table table, Clock clock) {
  /** Of changing an item whatever its version is, while others change it too. */
  private static final int ANY_VERSION_ATTEMPTS = 5;

  Optional<Item> find(ItemId id) {
    Map<String, AttributeValue> row = row(id).read();
    return isItem(row) ? Optional.of(ItemAttributes.item(row)) : Optional.empty();
  }

  ReplaceOutcome replace(ItemId id, NewItem content, EntityTags expected) {
    if (expected.any()) {
      return atItsVersion(id, version -> replace(id, content, version), NotFound::new);
    }
    if (expected.strong().isEmpty()) {
      return found(id).<ReplaceOutcome>map(mismatch -> mismatch).orElseGet(NotFound::new);
    }
    Write write =
        row(id).write(VersionCondition.of(expected), ItemAttributes.of(content, now()), List.of());
    return switch (write) {
      case Write.Done(var row) -> new Replaced(ItemAttributes.item(row));
      case Write.Refused refused ->
          mismatch(refused).<ReplaceOutcome>map(mismatch -> mismatch).orElseGet(NotFound::new);
    };
  }

  DeleteOutcome delete(ItemId id, EntityTags expected) {
    if (expected.any()) {
      return atItsVersion(id, version -> delete(id, version), NotFound::new);
    }
    if (expected.strong().isEmpty()) {
      return found(id).<DeleteOutcome>map(mismatch -> mismatch).orElseGet(NotFound::new);
    }
    Write write =
        row(id).write(VersionCondition.of(expected), Tombstone.of(now()), Tombstone.removed());
    return switch (write) {
      case Write.Done _ -> new Deleted();
      case Write.Refused refused ->
          mismatch(refused).<DeleteOutcome>map(mismatch -> mismatch).orElseGet(NotFound::new);
    };
  }

  RestoreOutcome restore(ItemId id) {
    Map<String, AttributeValue> row = row(id).read();
    for (int attempt = 0; attempt < ANY_VERSION_ATTEMPTS; attempt++) {
      if (isItem(row)) {
        return new Present(ItemAttributes.item(row));
      }
      if (row.isEmpty() || Tombstone.hasExpired(row, clock.instant())) {
        return new NotFound();
      }
      // Of this version only: a repetition must not undo a deletion that came in between.
      Write write =
          row(id)
              .write(
                  VersionCondition.ofTombstone(ItemAttributes.version(row)),
                  ItemAttributes.restored(id, now()),
                  List.of(Tombstone.DELETED_AT, ItemTable.TIME_TO_LIVE));
      switch (write) {
        case Write.Done(var restored) -> {
          return new Restored(ItemAttributes.item(restored));
        }
        case Write.Refused(var current, boolean repeated) -> {
          if (repeated && Tombstone.is(current)) {
            throw outcomeUnknown();
          }
          row = current;
        }
      }
    }
    throw new ItemsConflictException("item changes all the time", null);
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

  /** What an expectation that no version can meet comes to; empty if there is no item. */
  private Optional<VersionMismatch> found(ItemId id) {
    return find(id).map(item -> new VersionMismatch(item.version()));
  }

  /** Empty if there is no item. */
  private static Optional<VersionMismatch> mismatch(Write.Refused refused) {
    Map<String, AttributeValue> row = refused.row();
    // A row that is not there was not there a day ago: our first attempt did not find it either.
    if (refused.repeated() && !row.isEmpty()) {
      throw outcomeUnknown();
    }
    return isItem(row)
        ? Optional.of(new VersionMismatch(ItemAttributes.version(row)))
        : Optional.empty();
  }

  /**
   * The first attempt may have worked and somebody else changed the item since: to say that nothing
   * was done could make a client do it twice.
   */
  private static ItemsUnavailableException outcomeUnknown() {
    return new ItemsUnavailableException("outcome unknown", null);
  }

  private static boolean isItem(Map<String, AttributeValue> row) {
    return !row.isEmpty() && !Tombstone.is(row);
  }

  private ItemRow row(ItemId id) {
    return new ItemRow(table, id);
  }

  /** To the millisecond, as the contract says. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
