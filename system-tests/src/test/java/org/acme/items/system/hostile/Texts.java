package org.acme.items.system.hostile;

import java.util.function.IntPredicate;

/** Texts that programs trip over. */
final class Texts {
  /** Astral, combining, right-to-left, invisible, and characters that mean something elsewhere. */
  private static final String[] PIECES = {
    "a",
    "Z",
    "0",
    " ",
    "é",
    "e\u0301",
    "ß",
    "İ",
    "日本",
    "\uD83D\uDE00",
    "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
    "\u202E",
    "\u200B",
    "\uFEFF",
    "\u2028",
    "שלום",
    "مرحبا",
    "\uFDFD",
    "Z\u0351\u036B\u0343",
    "\uD834\uDD1E",
    "\uFFFD",
    "\uFFFE",
    "'",
    "\"",
    "\\",
    "/",
    "<b>",
    "&amp;",
    "{view}",
    "${1}",
    "%00",
    "%s",
    "--",
    ";",
    "|",
    "`",
    "\u00A0",
    "\u0378",
    "null",
    "\uDBFF\uDFFF",
  };

  /** What no text of the API may hold. */
  private static final String[] POISON = {
    "\u0000",
    "\u0007",
    "\u001B",
    "\u007F",
    "\u0085",
    "\uD800",
    "\uDC00",
    "\uDC00\uD800",
    "\r\n",
    "\t",
  };

  private Texts() {}

  /**
   * Of exactly so many UTF-16 units, with no characters but these.
   *
   * @param accepted tells of a code point; letters must be among them
   */
  static String text(Dice dice, int length, IntPredicate accepted) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      String piece = dice.oneIn(3) ? dice.pick(PIECES) : dice.pick("x", "tea", "Oolong ", "9");
      boolean fits = text.length() + piece.length() <= length;
      text.append(fits && piece.codePoints().allMatch(accepted) ? piece : "y");
    }
    return text.toString();
  }

  static String poison(Dice dice) {
    return dice.pick(POISON);
  }
}
