package org.acme.items.frontend.backend;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some items, newest first.
 *
 * @param nextPageToken null on the last page
 */
public record ItemPage(List<Item> items, @Nullable String nextPageToken) {
  public ItemPage {
    items = List.copyOf(items);
  }
}
