package org.acme.items.frontend.backend;

import java.util.List;

/** What a person decides about an item. Unchecked: the backend is the judge. */
public record NewItem(
    String name, String description, Price price, long quantity, List<String> tags) {
  public NewItem {
    tags = List.copyOf(tags);
  }
}
