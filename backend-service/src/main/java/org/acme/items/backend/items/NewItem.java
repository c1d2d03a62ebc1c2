package org.acme.items.backend.items;

import java.util.List;

/** What a client decides about an item; the server adds id, version and times. */
public record NewItem(
    String name, String description, Price price, int quantity, List<String> tags) {
  public NewItem {
    tags = List.copyOf(tags);
  }
}
