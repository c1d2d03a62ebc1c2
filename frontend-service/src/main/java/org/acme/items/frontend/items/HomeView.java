package org.acme.items.frontend.items;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.acme.items.frontend.backend.ItemPage;
import org.jspecify.annotations.Nullable;

/**
 * The list of items.
 *
 * @param nextPageToken null on the last page
 * @param notice why there are no items to show, null if there is no reason
 * @param staleSince when the items were as shown, null if they are so now
 * @param change what the person has just done, null if nothing to speak of
 */
record HomeView(
    List<ItemView> items,
    @Nullable String nextPageToken,
    boolean firstPage,
    @Nullable String notice,
    @Nullable Instant staleSince,
    @Nullable ChangeView change) {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  HomeView {
    items = List.copyOf(items);
  }

  static HomeView of(ItemPage page, boolean firstPage) {
    return new HomeView(views(page), page.nextPageToken(), firstPage, null, null, null);
  }

  /** The first page as it was; without a link to the next, which would not answer either. */
  static HomeView stale(ItemPage page, Instant since) {
    return new HomeView(views(page), null, true, null, since, null);
  }

  static HomeView withoutItems(String notice, boolean firstPage) {
    return new HomeView(List.of(), null, firstPage, notice, null, null);
  }

  HomeView withChange(@Nullable ChangeView made) {
    return new HomeView(items, nextPageToken, firstPage, notice, staleSince, made);
  }

  private static List<ItemView> views(ItemPage page) {
    return page.items().stream().map(ItemView::of).toList();
  }

  /** Link to the next page, or null. */
  public @Nullable String nextPage() {
    return nextPageToken == null
        ? null
        : "/?pageToken=" + URLEncoder.encode(nextPageToken, StandardCharsets.UTF_8);
  }

  /** {@code 10:15:30 UTC}, or null. */
  public @Nullable String staleText() {
    return staleSince == null ? null : SECONDS.format(staleSince);
  }
}
