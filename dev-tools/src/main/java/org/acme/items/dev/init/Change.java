package org.acme.items.dev.init;

import java.nio.file.Path;

/**
 * What becomes of a file. Texts have a character for each byte, so that nothing is lost on the way.
 *
 * @param from where it is, from the root of the checkout
 * @param to where it will be
 * @param places how many names are replaced in it
 */
public record Change(Path from, Path to, String before, String after, int places) {
  public boolean isMove() {
    return !from.equals(to);
  }

  boolean isOne() {
    return isMove() || !before.equals(after);
  }

  Change withAfter(String text) {
    return new Change(from, to, before, text, places);
  }
}
