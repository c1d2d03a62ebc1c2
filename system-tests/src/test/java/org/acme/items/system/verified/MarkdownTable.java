package org.acme.items.system.verified;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Rows of tables in documents. */
final class MarkdownTable {
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");
  private static final Pattern BORDER = Pattern.compile("\\|");

  private MarkdownTable() {}

  /** The texts between the borders of a row; an empty one for an empty cell. */
  static List<String> cells(String row) {
    String inside = row.strip().substring(1, row.strip().length() - 1);
    return BORDER.splitAsStream(inside + " ").map(String::strip).toList();
  }

  /** What stands in a cell as code. */
  static List<String> names(String cell) {
    return NAME.matcher(cell).results().map((MatchResult match) -> match.group(1)).toList();
  }
}
