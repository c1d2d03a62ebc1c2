package org.acme.items.frontend.items;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.acme.items.frontend.backend.BackendUnavailableException;
import org.acme.items.frontend.backend.CreateOutcome;
import org.acme.items.frontend.backend.DeleteOutcome;
import org.acme.items.frontend.backend.Item;
import org.acme.items.frontend.backend.ItemsClient;
import org.acme.items.frontend.backend.ReplaceOutcome;
import org.acme.items.frontend.backend.RestoreOutcome;
import org.acme.items.frontend.backend.Violation;
import org.acme.items.frontend.http.ErrorPages;
import org.acme.items.frontend.http.Html;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** The forms that create, change and delete an item. */
@Path("/items")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public final class ItemEditor {
  /** Every id that the backend makes, but no dots or slashes that could name another path. */
  static final String ID = "[0-9A-Za-z-]+";

  private static final String ITEM = "/{id: " + ID + "}";

  private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[0-9A-Za-z-]{1,64}");

  private final ItemsClient items;

  ItemEditor(ItemsClient items) {
    this.items = items;
  }

  /** Where the address bar is after a create that did not work. */
  @GET
  public Response list() {
    return Pages.toTheList();
  }

  @GET
  @Path("/new")
  public Response newItem() {
    return form(200, new FormView(FormTarget.create(newKey()), ItemForm.empty()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response create(
      @RestForm @DefaultValue("") String idempotencyKey, @BeanParam ItemForm values) {
    String key = IDEMPOTENCY_KEY.matcher(idempotencyKey).matches() ? idempotencyKey : newKey();
    FormView form = new FormView(FormTarget.create(key), values);
    Optional<Violation> unsendable = values.violation();
    if (unsendable.isPresent()) {
      return form(400, form.withViolations(List.of(unsendable.get())));
    }
    try {
      return switch (items.create(values.toNewItem(), key)) {
        case CreateOutcome.Created _ -> Pages.toTheList();
        case CreateOutcome.Rejected(List<Violation> violations) ->
            form(400, form.withViolations(violations));
        case CreateOutcome.KeyReused() ->
            form(
                409,
                new FormView(FormTarget.create(newKey()), values)
                    .withNotice(
                        "This form was sent before with other values, and that item may be in the"
                            + " list. Saving now makes one more item."));
      };
    } catch (BackendUnavailableException e) {
      return unavailable(e, form);
    }
  }

  @GET
  @Path(ITEM)
  public Response edit(@RestPath String id) {
    try {
      return items.find(id).map(item -> form(200, formOf(item))).orElseGet(Pages::noSuchItem);
    } catch (BackendUnavailableException e) {
      return unavailable(e);
    }
  }

  @POST
  @Path(ITEM)
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response replace(
      @RestPath String id, @RestForm @DefaultValue("0") long version, @BeanParam ItemForm values) {
    FormView form = new FormView(FormTarget.replace(id, version), values);
    Optional<Violation> unsendable = values.violation();
    if (unsendable.isPresent()) {
      return form(400, form.withViolations(List.of(unsendable.get())));
    }
    try {
      return switch (items.replace(id, version, values.toNewItem())) {
        case ReplaceOutcome.Replaced _ -> Pages.toTheList();
        case ReplaceOutcome.Rejected(List<Violation> violations) ->
            form(400, form.withViolations(violations));
        case ReplaceOutcome.VersionMismatch(boolean perhapsSaved) ->
            items
                .find(id)
                .map(current ->
                    values.isSavedAs(current)
                        ? Pages.toTheList()
                        : conflict(current, values, perhapsSaved))
                .orElseGet(Pages::noSuchItem);
        case ReplaceOutcome.NotFound() -> Pages.noSuchItem();
      };
    } catch (BackendUnavailableException e) {
      return unavailable(e, form);
    }
  }

  @POST
  @Path(ITEM + "/delete")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response delete(@RestPath String id, @RestForm @DefaultValue("0") long version) {
    try {
      return switch (items.delete(id, version)) {
        case DeleteOutcome.Deleted() -> Pages.toTheListAfterDeleting(id);
        case DeleteOutcome.VersionMismatch() ->
            items.find(id).map(ItemEditor::changedBeforeDelete).orElseGet(Pages::noSuchItem);
        case DeleteOutcome.NotFound() -> Pages.noSuchItem();
      };
    } catch (BackendUnavailableException e) {
      return unavailable(e);
    }
  }

  /** Without a version: what is deleted does not change under anybody's hands. */
  @POST
  @Path(ITEM + "/restore")
  public Response restore(@RestPath String id) {
    try {
      return switch (items.restore(id)) {
        case RestoreOutcome.Restored _ -> Pages.toTheListAfterRestoring(id);
        case RestoreOutcome.NotFound() ->
            ErrorPages.page(
                404,
                "This item cannot be brought back",
                "It was deleted more than a day ago, or never existed.");
      };
    } catch (BackendUnavailableException e) {
      return unavailable(e);
    }
  }

  private static Response conflict(Item current, ItemForm values, boolean perhapsSaved) {
    return form(
        412,
        new FormView(FormTarget.replace(current.id(), current.version()), values)
            .withNotice(
                perhapsSaved
                    ? "Someone else changed this item too. What you typed may have been saved"
                        + " before that; compare."
                    : "Someone else changed this item while you were editing it. Nothing was"
                        + " saved.")
            .withDifferencesTo(current));
  }

  private static Response changedBeforeDelete(Item current) {
    return form(
        412,
        formOf(current)
            .withNotice(
                "Someone else changed this item, so it was not deleted. This is what it is now."));
  }

  /** Keeps what the person typed. */
  private static Response unavailable(BackendUnavailableException e, FormView form) {
    Pages.log(e);
    return form(503, form.withNotice(Pages.UNAVAILABLE));
  }

  private static Response unavailable(BackendUnavailableException e) {
    Pages.log(e);
    return ErrorPages.page(503, "The items are out of reach", Pages.UNAVAILABLE);
  }

  private static FormView formOf(Item item) {
    return new FormView(FormTarget.replace(item.id(), item.version()), ItemForm.of(item));
  }

  private static Response form(int status, FormView form) {
    return Html.page(status, Templates.form(form));
  }

  private static String newKey() {
    return UUID.randomUUID().toString();
  }
}
