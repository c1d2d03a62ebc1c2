package org.acme.items.frontend.items;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the person has just done to an item that the list does not show by itself.
 *
 * @param undo path of the form that takes it back, null if nothing does
 */
record ChangeView(String text, @Nullable String undo) {
  /** As the paths of {@link ItemEditor} have it. */
  private static final Pattern ID = Pattern.compile(ItemEditor.ID);

  /** Says nothing of what cannot be an id: anyone can write a link to the list. */
  static Optional<ChangeView> of(@Nullable String deleted, @Nullable String restored) {
    if (isId(deleted)) {
      String undo = "/items/" + deleted + "/restore";
      return Optional.of(new ChangeView("The item was deleted.", undo));
    }
    return isId(restored)
        ? Optional.of(new ChangeView("The item is back.", null))
        : Optional.empty();
  }

  private static boolean isId(@Nullable String text) {
    return text != null && ID.matcher(text).matches();
  }
}
