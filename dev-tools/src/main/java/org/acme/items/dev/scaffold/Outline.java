package org.acme.items.dev.scaffold;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.acme.items.dev.DevException;

/**
 * A YAML file as its lines, changed without touching the others: comments and blank lines stay. A
 * place in it is a path of lines, each as it begins, {@code "services:", " backend:"}.
 */
final class Outline {
  private final String file;
  private final List<String> lines;

  Outline(String file, String text) {
    this.file = file;
    this.lines = new ArrayList<>(List.of(text.split("\n", -1)));
  }

  /** The file with what has changed. */
  String text() {
    return String.join("\n", lines);
  }

  boolean has(String... path) {
    return find(path).isPresent();
  }

  /** The line at the end of a path. */
  String line(String... path) {
    return lines.get(require(path));
  }

  void replaceLine(String line, String... path) {
    lines.set(require(path), line);
  }

  /** Puts lines at the end of what is below a path. */
  void append(String block, String... path) {
    lines.addAll(end(require(path)), List.of(block.stripTrailing().split("\n", -1)));
  }

  /** As {@link #append}, after a blank line. */
  void appendApart(String block, String... path) {
    append("\n" + block, path);
  }

  /** Takes a line out with all that is below it, if it is there. */
  void remove(String... path) {
    find(path).ifPresent(begin -> lines.subList(begin, end(begin)).clear());
  }

  /** As {@link #remove}, with the blank line before. */
  void removeApart(String... path) {
    find(path)
        .ifPresent(begin -> {
          int end = end(begin);
          boolean apart = begin > 0 && lines.get(begin - 1).isBlank();
          lines.subList(apart ? begin - 1 : begin, end).clear();
        });
  }

  private int require(String... path) {
    return find(path)
        .orElseThrow(() ->
            DevException.usage(
                "%s has no line \"%s\", where services are listed"
                    .formatted(file, String.join("\" / \"", path).strip())));
  }

  private Optional<Integer> find(String... path) {
    int from = 0;
    int to = lines.size();
    int found = -1;
    for (String beginning : path) {
      found = -1;
      for (int i = from; i < to && found < 0; i++) {
        if (fits(lines.get(i), beginning)) {
          found = i;
        }
      }
      if (found < 0) {
        return Optional.empty();
      }
      from = found + 1;
      to = end(found);
    }
    return Optional.of(found);
  }

  private static boolean fits(String line, String beginning) {
    return line.equals(beginning) || line.startsWith(beginning + " ");
  }

  /** Behind the last line that is below another, without blank lines after it. */
  private int end(int begin) {
    int end = begin + 1;
    for (int i = begin + 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        if (indent(lines.get(i)) <= indent(lines.get(begin))) {
          break;
        }
        end = i + 1;
      }
    }
    return end;
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }
}
