package org.acme.items.dev.buildspec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files by patterns, where {@code **} also stands for no folder at all.
 *
 * @param base folder that the patterns begin at, from the root of the source
 * @param discardPaths whether only the names of files are kept
 */
public record FileSet(
    String base, List<String> patterns, List<String> excluded, boolean discardPaths) {
  private static final Pattern PART = Pattern.compile("\\*\\*/|\\*\\*|\\*|[^*]+");

  public FileSet {
    patterns = List.copyOf(patterns);
    excluded = List.copyOf(excluded);
  }

  /** The files, in alphabetical order, relative to {@link #folder}; none without the folder. */
  List<Path> in(Path root) {
    Path folder = folder(root);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Pattern> wanted = patterns.stream().map(FileSet::expression).toList();
    List<Pattern> unwanted = excluded.stream().map(FileSet::expression).toList();
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(folder::relativize)
          .filter(file -> fits(file, wanted) && !fits(file, unwanted))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder(Path root) {
    return root.resolve(base);
  }

  private static boolean fits(Path file, List<Pattern> patterns) {
    String path = file.toString().replace('\\', '/');
    return patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches());
  }

  private static Pattern expression(String pattern) {
    return Pattern.compile(
        PART.matcher(pattern)
            .replaceAll(part ->
                Matcher.quoteReplacement(
                    switch (part.group()) {
                      case "**/" -> "(?:.*/)?";
                      case "**" -> ".*";
                      case "*" -> "[^/]*";
                      default -> Pattern.quote(part.group());
                    })));
  }
}
