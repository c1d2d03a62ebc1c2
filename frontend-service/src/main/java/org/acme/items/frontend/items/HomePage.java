package org.acme.items.frontend.items;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.acme.items.frontend.backend.BackendUnavailableException;
import org.acme.items.frontend.backend.ItemsClient;
import org.acme.items.frontend.backend.KnownPage;
import org.acme.items.frontend.http.Html;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The list of items, newest first. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public final class HomePage {
  private static final int PAGE_SIZE = 25;

  private final ItemsClient items;

  HomePage(ItemsClient items) {
    this.items = items;
  }

  /** Answers 200 without the backend too: with the list as it was last seen, if it was. */
  @GET
  public Response list(
      @RestQuery @Nullable String pageToken,
      @RestQuery @Nullable String deleted,
      @RestQuery @Nullable String restored) {
    boolean firstPage = pageToken == null;
    @Nullable ChangeView change = ChangeView.of(deleted, restored).orElse(null);
    try {
      return items
          .list(PAGE_SIZE, pageToken)
          .map(page -> show(HomeView.of(page, firstPage).withChange(change)))
          .orElseGet(HomePage::noSuchPage);
    } catch (BackendUnavailableException e) {
      Pages.log(e);
      return show(fallback(firstPage).withChange(change));
    }
  }

  private HomeView fallback(boolean firstPage) {
    return (firstPage ? items.lastKnown() : Optional.<KnownPage>empty())
        .map(known -> HomeView.stale(known.page(), known.since()))
        .orElseGet(() -> HomeView.withoutItems(Pages.UNAVAILABLE, firstPage));
  }

  private static Response show(HomeView view) {
    return Html.page(200, Templates.home(view));
  }

  private static Response noSuchPage() {
    String notice = "This link to a page of the list does not work any more.";
    return Html.page(400, Templates.home(HomeView.withoutItems(notice, false)));
  }
}
