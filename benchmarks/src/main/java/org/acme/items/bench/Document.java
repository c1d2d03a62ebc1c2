package org.acme.items.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A document that has results between two marks. */
record Document(Path file) {
  /** Writes what stands between {@code <!-- bench NAME -->} and {@code <!-- /bench NAME -->}. */
  void replace(String name, String text) throws IOException {
    Files.writeString(file, replaced(Files.readString(file), name, text));
  }

  /** That there is such a place. */
  void check(String name) throws IOException {
    replaced(Files.readString(file), name, "");
  }

  static String replaced(String document, String name, String text) {
    String begin = "<!-- bench %s -->\n".formatted(name);
    String end = "<!-- /bench %s -->".formatted(name);
    int from = document.indexOf(begin);
    int to = document.indexOf(end);
    if (from < 0 || to < from) {
      throw new BenchException("the document has no marks %s and %s".formatted(begin.strip(), end));
    }
    return document.substring(0, from + begin.length()) + text + document.substring(to);
  }
}
