package org.acme.items.backend.items;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.regex.Pattern;
import org.acme.items.backend.http.EntityTags;
import org.acme.items.backend.http.Problem;
import org.acme.items.backend.http.ProblemException;
import org.acme.items.backend.http.ProblemType;
import org.acme.items.backend.items.ItemRepository.CreateOutcome;
import org.acme.items.backend.items.ItemRepository.DeleteOutcome;
import org.acme.items.backend.items.ItemRepository.Deleted;
import org.acme.items.backend.items.ItemRepository.NotFound;
import org.acme.items.backend.items.ItemRepository.Present;
import org.acme.items.backend.items.ItemRepository.ReplaceOutcome;
import org.acme.items.backend.items.ItemRepository.Replaced;
import org.acme.items.backend.items.ItemRepository.Restored;
import org.acme.items.backend.items.ItemRepository.VersionMismatch;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.Cache;
import org.jspecify.annotations.Nullable;

/** The items API. Examples of what it takes and answers are in {@code contracts/}. */
@Path("/items")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Items")
@APIResponse(
    responseCode = "default",
    description = "Anything else is answered with problem details (RFC 9457)",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public final class ItemResource {
  private static final Logger LOG = Logger.getLogger(ItemResource.class);

  private static final int DEFAULT_LIMIT = 25;
  private static final int MAX_LIMIT = 100;
  private static final Pattern LIMIT = Pattern.compile("[0-9]{1,3}");
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private final ItemRepository items;
  private final Counter created;

  ItemResource(ItemRepository items, MeterRegistry metrics) {
    this.items = items;
    this.created = metrics.counter("items.created");
  }

  @GET
  @Cache(noCache = true)
  @Operation(summary = "List items, newest first; may be a moment behind changes")
  @APIResponseSchema(value = ItemPage.class, responseDescription = "A page")
  public ItemPage list(
      @Parameter(
              description = "How many, 1 to 100; fewer may come back although there is a next page",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "100",
                      defaultValue = "25"))
          @QueryParam("limit")
          @Nullable String limit,
      @Parameter(description = "nextPageToken of the page before") @QueryParam("pageToken")
          @Nullable String pageToken) {
    try {
      return items.list(pageToken, limit(limit));
    } catch (InvalidPageTokenException e) {
      throw ProblemException.invalid("pageToken", "must be the nextPageToken of an earlier page");
    }
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Create an item")
  @APIResponseSchema(
      value = Item.class,
      responseCode = "201",
      responseDescription = "Created; Location and ETag are set")
  public Response create(
      @Parameter(
              description =
                  "Makes repeating the request within 24 hours safe: the first answer comes again")
          @HeaderParam(IDEMPOTENCY_KEY)
          @Nullable String idempotencyKey,
      @Context HttpHeaders headers,
      @RequestBody(required = true) ItemRequest request) {
    // The framework takes an empty one for none, but who sent it believes to be safe.
    boolean keySent = headers.getRequestHeaders().containsKey(IDEMPOTENCY_KEY);
    if (keySent && (idempotencyKey == null || !KEY.matcher(idempotencyKey).matches())) {
      throw ProblemException.invalid(IDEMPOTENCY_KEY, "must be 1 to 255 visible ASCII characters");
    }
    return switch (items.create(request.toNewItem(), idempotencyKey)) {
      case CreateOutcome.Created(Item item) -> {
        created.increment();
        LOG.infof("item created id=%s version=%d", item.id(), item.version());
        yield created(item).build();
      }
      case CreateOutcome.Replayed(Item item) ->
          created(item).header("Idempotent-Replayed", "true").build();
      case CreateOutcome.KeyReused() ->
          throw new ProblemException(
              ProblemType.IDEMPOTENCY_KEY_REUSED,
              "The Idempotency-Key came before with another body; use a new key");
    };
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Get an item, with every change that was acknowledged")
  @APIResponseSchema(value = Item.class, responseDescription = "The item; ETag is set")
  @APIResponse(responseCode = "304", description = "It is as If-None-Match says")
  public Response get(
      @PathParam("id") String id,
      @Parameter(
              description = "Entity tags that the client has",
              schema = @Schema(type = SchemaType.STRING))
          @HeaderParam(HttpHeaders.IF_NONE_MATCH)
          List<String> ifNoneMatch) {
    Item item = items.find(itemId(id)).orElseThrow(() -> notFound(id));
    boolean known =
        !ifNoneMatch.isEmpty()
            && EntityTags.parse(HttpHeaders.IF_NONE_MATCH, ifNoneMatch).matchWeakly(item.version());
    return known
        ? withTag(Response.notModified(), item).build()
        : withTag(Response.ok(item), item).build();
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace an item's content")
  @APIResponseSchema(value = Item.class, responseDescription = "The new item; ETag is set")
  public Response replace(
      @PathParam("id") String id,
      @Parameter(
              description = "Entity tags, or *; required",
              required = true,
              schema = @Schema(type = SchemaType.STRING))
          @HeaderParam(HttpHeaders.IF_MATCH)
          List<String> ifMatch,
      @RequestBody(required = true) ItemRequest request) {
    ReplaceOutcome outcome = items.replace(itemId(id), request.toNewItem(), expected(ifMatch));
    return switch (outcome) {
      case Replaced(Item item) -> {
        LOG.infof("item replaced id=%s version=%d", item.id(), item.version());
        yield withTag(Response.ok(item), item).build();
      }
      case NotFound() -> throw notFound(id);
      case VersionMismatch(long current) -> throw changed(current);
    };
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Delete an item; for 24 hours it can be restored")
  @APIResponse(responseCode = "204", description = "Deleted")
  public Response delete(
      @PathParam("id") String id,
      @Parameter(
              description = "Entity tags, or *; required",
              required = true,
              schema = @Schema(type = SchemaType.STRING))
          @HeaderParam(HttpHeaders.IF_MATCH)
          List<String> ifMatch) {
    DeleteOutcome outcome = items.delete(itemId(id), expected(ifMatch));
    return switch (outcome) {
      case Deleted() -> {
        LOG.infof("item deleted id=%s", id);
        yield Response.noContent().build();
      }
      case NotFound() -> throw notFound(id);
      case VersionMismatch(long current) -> throw changed(current);
    };
  }

  @POST
  @Path("/{id}/restore")
  @Operation(
      summary = "Undo the deletion of an item within 24 hours",
      description = "Safe to repeat: an item that is not deleted is answered as it is")
  @APIResponseSchema(
      value = Item.class,
      responseCode = "200",
      responseDescription = "The item under its next version; ETag is set")
  public Response restore(@PathParam("id") String id) {
    return switch (items.restore(itemId(id))) {
      case Restored(Item item) -> {
        LOG.infof("item restored id=%s version=%d", item.id(), item.version());
        yield withTag(Response.ok(item), item).build();
      }
      case Present(Item item) -> withTag(Response.ok(item), item).build();
      case NotFound() -> throw notFound(id);
    };
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    int limit = LIMIT.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MAX_LIMIT) {
      throw ProblemException.invalid("limit", "must be a whole number from 1 to " + MAX_LIMIT);
    }
    return limit;
  }

  /** An id that no item can have is an item that is not there. */
  private static ItemId itemId(String id) {
    return ItemId.parse(id).orElseThrow(() -> notFound(id));
  }

  private static EntityTags expected(List<String> ifMatch) {
    if (ifMatch.isEmpty()) {
      throw new ProblemException(
          ProblemType.PRECONDITION_REQUIRED,
          "Send If-Match with the ETag of the item that the change is based on");
    }
    return EntityTags.parse(HttpHeaders.IF_MATCH, ifMatch);
  }

  private static ProblemException notFound(String id) {
    String shown = ItemId.parse(id).isPresent() ? "the id " + id : "such an id";
    return new ProblemException(ProblemType.NOT_FOUND, "No item has " + shown);
  }

  private static ProblemException changed(long currentVersion) {
    return new ProblemException(
        ProblemType.PRECONDITION_FAILED,
        "The item is at version %d, which If-Match does not name".formatted(currentVersion));
  }

  private static Response.ResponseBuilder created(Item item) {
    // Relative (RFC 9110, 10.2.2): behind a load balancer the service does not know its own
    // address.
    return withTag(
        Response.status(Response.Status.CREATED)
            .header(HttpHeaders.LOCATION, "/items/" + item.id())
            .entity(item),
        item);
  }

  private static Response.ResponseBuilder withTag(Response.ResponseBuilder response, Item item) {
    return response
        .header(HttpHeaders.ETAG, tag(item))
        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
  }

  private static String tag(Item item) {
    return EntityTags.tag(item.version());
  }
}
