package org.acme.items.infra.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What of the checkout goes into an image, so that only changes of a service make a new one. */
final class LocalSources {
  /** Beside a service's own folder; its Dockerfile copies from them. */
  private static final List<String> SHARED =
      List.of(".mvn", "pom.xml", "scripts", "backend-service", ".dockerignore");

  private LocalSources() {}

  /** Everything at the top of the checkout that is neither the service nor shared, by name. */
  static List<String> notNeeded(Path root, String folder) {
    List<String> patterns = new ArrayList<>();
    try (Stream<Path> entries = Files.list(root)) {
      entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !name.equals(folder) && !SHARED.contains(name))
          .sorted()
          .forEach(patterns::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    patterns.addAll(List.of("**/target", "**/.git", "**/node_modules"));
    return patterns;
  }
}
