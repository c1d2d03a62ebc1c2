package org.acme.items.infra.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
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

  /**
   * Letters to change, add, leave out or exchange with their neighbour, without regard to upper and
   * lower case.
   */
  private static int distance(String one, String other) {
    String from = one.toLowerCase(Locale.ROOT);
    String to = other.toLowerCase(Locale.ROOT);
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int row = 0; row <= from.length(); row++) {
      for (int column = 0; column <= to.length(); column++) {
        if (row == 0 || column == 0) {
          cost[row][column] = row + column;
          continue;
        }
        boolean same = from.charAt(row - 1) == to.charAt(column - 1);
        int least = cost[row - 1][column - 1] + (same ? 0 : 1);
        least = Math.min(least, Math.min(cost[row - 1][column], cost[row][column - 1]) + 1);
        boolean exchanged =
            row > 1
                && column > 1
                && from.charAt(row - 1) == to.charAt(column - 2)
                && from.charAt(row - 2) == to.charAt(column - 1);
        cost[row][column] = exchanged ? Math.min(least, cost[row - 2][column - 2] + 1) : least;
      }
    }
    return cost[from.length()][to.length()];
  }
}
