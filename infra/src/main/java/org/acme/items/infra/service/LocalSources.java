package org.acme.items.infra.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What of the checkout goes into an image, so that only changes of a service make a new one. */
final class LocalSources {
  /** Not those from another stage of the build. */
  private static final Pattern COPY = Pattern.compile("(?m)^COPY (?!--from)(.+) \\S+$");

  private LocalSources() {}

  /**
   * Patterns for everything at the top of the checkout from which the Dockerfile of a folder copies
   * nothing.
   */
  static List<String> notNeeded(Path root, String folder) {
    Set<String> needed = needed(root.resolve(folder).resolve("Dockerfile"));
    needed.add(folder);
    try (Stream<Path> entries = Files.list(root)) {
      return Stream.concat(
              entries
                  .map(entry -> entry.getFileName().toString())
                  .filter(name -> !needed.contains(name))
                  .sorted(),
              Stream.of("**/target"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** First parts of all paths that it copies from. */
  private static Set<String> needed(Path dockerfile) {
    try {
      Set<String> names = new TreeSet<>(Set.of(".dockerignore"));
      COPY.matcher(Files.readString(dockerfile))
          .results()
          .flatMap(copy -> Arrays.stream(copy.group(1).split(" +", -1)))
          .map(path -> path.replaceFirst("/.*", ""))
          .forEach(names::add);
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
