package org.acme.items.frontend.backend;

import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.acme.items.frontend.backend.BackendCalls.Answer;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * The items, as the backend keeps them. Every method throws {@link BackendUnavailableException} if
 * the backend does not answer, or answers what its contract does not foresee.
 */
@Singleton
public class ItemsClient {
  private final ItemsRestClient backend;
  private final BackendCalls calls;
  private final AtomicReference<@Nullable KnownPage> lastKnown = new AtomicReference<>();

  ItemsClient(@RestClient ItemsRestClient backend, BackendCalls calls) {
    this.backend = backend;
    this.calls = calls;
  }

  /**
   * Returns up to {@code limit} items, newest first, or empty if the backend does not know the
   * token.
   *
   * @param limit 1 to 100
   * @param pageToken {@link ItemPage#nextPageToken()} of the page before; null for the first page
   */
  public Optional<ItemPage> list(int limit, @Nullable String pageToken) {
    Response answer =
        send("list items", (task, timeout) -> backend.list(task, timeout, limit, pageToken));
    return switch (answer.getStatus()) {
      case 200 -> {
        ItemPage page = read("list items", answer, ItemPage.class);
        if (pageToken == null) {
          lastKnown.set(new KnownPage(page, Clock.systemUTC().instant()));
        }
        yield Optional.of(page);
      }
      case 400 -> Optional.empty();
      default -> throw unforeseen("list items", answer);
    };
  }

  /** The first page as this process saw it last; empty if it never did. */
  public Optional<KnownPage> lastKnown() {
    return Optional.ofNullable(lastKnown.get());
  }

  /** Returns the item, or empty if no item has this id. */
  public Optional<Item> find(String id) {
    Response answer = send("get item", (task, timeout) -> backend.get(task, timeout, id));
    return switch (answer.getStatus()) {
      case 200 -> Optional.of(read("get item", answer, Item.class));
      case 404 -> Optional.empty();
      default -> throw unforeseen("get item", answer);
    };
  }

  /**
   * Creates an item, once for each key.
   *
   * @param idempotencyKey 1 to 255 visible ASCII characters
   */
  public CreateOutcome create(NewItem item, String idempotencyKey) {
    Response answer =
        send("create item", (task, timeout) -> backend.create(task, timeout, idempotencyKey, item));
    return switch (answer.getStatus()) {
      case 201 -> new CreateOutcome.Created(read("create item", answer, Item.class));
      case 400, 413 ->
          new CreateOutcome.Rejected(read("create item", answer, Problem.class).allViolations());
      case 422 -> new CreateOutcome.KeyReused();
      default -> throw unforeseen("create item", answer);
    };
  }

  /** Replaces the item's content if it still is at {@code version}. */
  public ReplaceOutcome replace(String id, long version, NewItem item) {
    Answer sent =
        calls.send(
            "replace item",
            (task, timeout) -> backend.replace(task, timeout, id, entityTag(version), item));
    Response answer = sent.response();
    return switch (answer.getStatus()) {
      case 200 -> new ReplaceOutcome.Replaced(read("replace item", answer, Item.class));
      case 400, 413 ->
          new ReplaceOutcome.Rejected(read("replace item", answer, Problem.class).allViolations());
      case 404 -> new ReplaceOutcome.NotFound();
      case 412 -> new ReplaceOutcome.VersionMismatch(sent.attempts() > 1);
      default -> throw unforeseen("replace item", answer);
    };
  }

  /** Deletes the item if it still is at {@code version}. */
  public DeleteOutcome delete(String id, long version) {
    Answer answer =
        calls.send(
            "delete item",
            (task, timeout) -> backend.delete(task, timeout, id, entityTag(version)));
    return switch (answer.response().getStatus()) {
      case 204 -> new DeleteOutcome.Deleted();
      // An attempt whose answer was lost may have deleted it.
      case 404 ->
          answer.attempts() > 1 ? new DeleteOutcome.Deleted() : new DeleteOutcome.NotFound();
      case 412 -> new DeleteOutcome.VersionMismatch();
      default -> throw unforeseen("delete item", answer.response());
    };
  }

  /** Brings a deleted item back. Sent once: a repetition could undo a deletion that came after. */
  public RestoreOutcome restore(String id) {
    Response answer =
        calls
            .sendOnce("restore item", (task, timeout) -> backend.restore(task, timeout, id))
            .response();
    return switch (answer.getStatus()) {
      case 200 -> new RestoreOutcome.Restored(read("restore item", answer, Item.class));
      case 404 -> new RestoreOutcome.NotFound();
      default -> throw unforeseen("restore item", answer);
    };
  }

  private Response send(String operation, BackendCalls.Request request) {
    return calls.send(operation, request).response();
  }

  private static <T> T read(String operation, Response answer, Class<T> type) {
    try {
      // Null for an empty body and for JSON's null.
      @Nullable T content = answer.readEntity(type);
      if (content != null) {
        return content;
      }
    } catch (ProcessingException | WebApplicationException e) {
      throw unreadable(operation, answer, e);
    }
    throw unreadable(operation, answer, null);
  }

  private static BackendUnavailableException unreadable(
      String operation, Response answer, @Nullable Throwable cause) {
    String reason = "unreadable answer with status " + answer.getStatus();
    return new BackendUnavailableException(operation, reason, cause);
  }

  private static BackendUnavailableException unforeseen(String operation, Response answer) {
    return new BackendUnavailableException(operation, "status " + answer.getStatus(), null);
  }

  private static String entityTag(long version) {
    return "\"" + version + "\"";
  }
}
