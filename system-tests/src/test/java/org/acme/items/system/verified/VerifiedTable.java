package org.acme.items.system.verified;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The tables of {@code docs/verified.md}.
 *
 * @param kinds ways to verify, as its first table explains them
 * @param rows of all other tables
 */
record VerifiedTable(List<String> kinds, List<Row> rows) {
  VerifiedTable {
    kinds = List.copyOf(kinds);
    rows = List.copyOf(rows);
  }

  /**
   * What is claimed, and how it is held.
   *
   * @param group anchor of the heading above it
   * @param how kinds of verification
   * @param names of tests, steps, and commands
   * @param notShown what nobody should take from it; empty where that is clear
   */
  record Row(
      String group, String capability, List<String> how, List<String> names, String notShown) {
    Row {
      how = List.copyOf(how);
      names = List.copyOf(names);
    }

    @Override
    public String toString() {
      return group + ": " + capability;
    }
  }

  static VerifiedTable read(Path document) throws IOException {
    List<String> kinds = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    String group = "";
    for (String line : Files.readAllLines(document)) {
      if (line.startsWith("## ")) {
        group = anchor(line.substring(3));
      } else if (line.startsWith("| ") && !line.startsWith("| How |")) {
        List<String> cells = MarkdownTable.cells(line);
        if (group.isEmpty()) {
          kinds.add(cells.getFirst());
        } else if (!cells.getFirst().equals("Capability")) {
          rows.add(row(group, line, cells));
        }
      }
    }
    return new VerifiedTable(kinds, rows);
  }

  private static Row row(String group, String line, List<String> cells) {
    if (cells.size() != 4) {
      throw new IllegalArgumentException("not four cells: " + line);
    }
    return new Row(
        group,
        cells.get(0),
        List.of(cells.get(1).split(", ", -1)),
        MarkdownTable.names(cells.get(2)),
        cells.get(3));
  }

  /** As GitHub makes it of a heading. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replace(' ', '-');
  }
}
