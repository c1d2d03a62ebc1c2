package org.acme.items.backend.items;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Some items, newest first.
 *
 * @param nextPageToken where the next page starts; absent on the last page
 */
@Schema(requiredProperties = "items")
public record ItemPage(
    List<Item> items, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nextPageToken) {
  public ItemPage {
    items = List.copyOf(items);
  }
}
