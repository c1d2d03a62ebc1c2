package org.acme.items.infra.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody probably meant. */
final class Nearest {
  private Nearest() {}

  /** {@code ; did you mean x?} if one of the words is at most a third of its letters away. */
  static String hint(String given, Collection<String> words) {
    return of(given, words).map("; did you mean %s?"::formatted).orElse("");
  }

  private static Optional<String> of(String given, Collection<String> words) {
    return words.stream()
        .filter(word -> distance(given, word) <= Math.max(1, word.length() / 3))
        .min(Comparator.comparingInt(word -> distance(given, word)));
  }

  /** Levenshtein's, without regard to upper and lower case. */
  private static int distance(String one, String other) {
    int[] above = new int[other.length() + 1];
    for (int column = 0; column <= other.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= one.length(); row++) {
      int[] current = new int[other.length() + 1];
      current[0] = row;
      for (int column = 1; column <= other.length(); column++) {
        int change =
            Character.toLowerCase(one.charAt(row - 1))
                    == Character.toLowerCase(other.charAt(column - 1))
                ? 0
                : 1;
        current[column] =
            Math.min(above[column - 1] + change, Math.min(above[column], current[column - 1]) + 1);
      }
      above = current;
    }
    return above[other.length()];
  }
}
