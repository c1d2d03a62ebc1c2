package org.acme.items.frontend.items;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.acme.items.frontend.backend.ItemPage;
import org.jspecify.annotations.Nullable;

/**
 * The list of items.
 *
 * @param nextPageToken null on the last page
 * @param notice what is wrong, null if nothing is
 */
record HomeView(
    List<ItemView> items,
    @Nullable String nextPageToken,
    boolean firstPage,
    @Nullable String notice) {

  HomeView {
    items = List.copyOf(items);
  }

  static HomeView of(ItemPage page, boolean firstPage) {
    return new HomeView(
        page.items().stream().map(ItemView::of).toList(), page.nextPageToken(), firstPage, null);
  }

  static HomeView withoutItems(String notice, boolean firstPage) {
    return new HomeView(List.of(), null, firstPage, notice);
  }

  /** Link to the next page, or null. */
  public @Nullable String nextPage() {
    return nextPageToken == null
        ? null
        : "/?pageToken=" + URLEncoder.encode(nextPageToken, StandardCharsets.UTF_8);
  }
}
