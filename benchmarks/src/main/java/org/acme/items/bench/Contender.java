package org.acme.items.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Something that serves items, or part of what that takes.
 *
 * @param name as it is shown
 * @param folder where it is started
 * @param command that becomes the server
 * @param variables besides those that all get
 */
record Contender(String name, Path folder, List<String> command, Map<String, String> variables) {
  /** As {@code ./dev} builds it, started as its image does. */
  static Contender backend(Path root, String name, Map<String, String> variables) {
    Path application = root.resolve("backend-service/target/quick/quarkus-app");
    if (!Files.exists(application.resolve("quarkus-run.jar"))) {
      throw new BenchException(
          "The backend is not built: %s is missing; ./dev bench builds it".formatted(application));
    }
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-jar",
            "quarkus-run.jar");
    return new Contender(name, application, command, variables);
  }
}
