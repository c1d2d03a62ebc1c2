package org.acme.items.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The backend and the folders of {@code benchmarks/contenders}. */
final class Contenders {
  static final String BACKEND = "backend";

  private static final Set<String> LIMITS = Set.of("vertx-constant", "vertx-raw");

  private Contenders() {}

  /** Those that were named, or all, ready to start. */
  static List<Contender> named(Path root, List<String> names)
      throws IOException, InterruptedException {
    return named(root, names, Set.of());
  }

  /** The same, but only those that do the whole work. */
  static List<Contender> namedWithoutLimits(Path root, List<String> names)
      throws IOException, InterruptedException {
    return named(root, names, LIMITS);
  }

  private static List<Contender> named(Path root, List<String> names, Set<String> without)
      throws IOException, InterruptedException {
    Path folder = root.resolve("benchmarks/contenders");
    List<String> all = new ArrayList<>(List.of(BACKEND));
    try (Stream<Path> folders = Files.list(folder)) {
      folders
          .filter(each -> Files.isExecutable(each.resolve("start")))
          .map(each -> each.getFileName().toString())
          .filter(each -> !without.contains(each))
          .sorted()
          .forEach(all::add);
    }
    List<Contender> contenders = new ArrayList<>();
    for (String name : names.isEmpty() ? all : names) {
      if (!all.contains(name)) {
        throw BenchException.usage(
            "There is no contender %s; there are %s".formatted(name, String.join(", ", all)));
      }
      if (name.equals(BACKEND)) {
        // Metrics lines are on in every stage.
        contenders.add(Contender.backend(root, name, Map.of("METRICS_NAMESPACE", "Items")));
      } else {
        contenders.add(built(name, folder.resolve(name)));
      }
    }
    return contenders;
  }

  private static Contender built(String name, Path folder)
      throws IOException, InterruptedException {
    System.err.println("Building " + name);
    Path log = folder.resolve("build.log");
    int exit =
        new ProcessBuilder("./build")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    if (exit != 0) {
      throw new BenchException("%s could not be built; see %s".formatted(name, log));
    }
    return new Contender(name, folder, List.of("./start"), Map.of());
  }
}
