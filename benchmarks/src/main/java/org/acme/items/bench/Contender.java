package org.acme.items.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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
  /** What a task of 512 MiB leaves for the heap; of a machine it would be too much. */
  private static final String MEMORY = "-Xmx256m";

  /** As {@code ./dev} builds it, started as its image does. */
  static Contender backend(Path root, String name, Map<String, String> variables) {
    Path application = built(root, "backend-service");
    AotCache.make(root, application);
    List<String> command =
        List.of(Java.command("java"), "-XX:AOTCache=app.aot", MEMORY, "@java.args");
    return new Contender(name, application, command, variables);
  }

  /** As {@code ./dev} builds it, without AOT cache. */
  static Contender frontend(Path root, String name) {
    Path application = built(root, "frontend-service");
    String options = "@" + root.resolve("frontend-service/java.args");
    List<String> command = List.of(Java.command("java"), MEMORY, options);
    return new Contender(name, application, command, Map.of("METRICS_NAMESPACE", "Items"));
  }

  private static Path built(Path root, String module) {
    Path application = root.resolve(module).resolve("target/quick/quarkus-app");
    if (!Files.exists(application.resolve("quarkus-run.jar"))) {
      throw new BenchException(
          "%s is not built: %s is missing; ./dev bench builds it".formatted(module, application));
    }
    return application;
  }

  /** The same without its AOT cache. */
  static Contender backendWithoutCache(Path root) {
    Contender backend = backend(root, "backend without AOT cache", Map.of());
    List<String> command =
        backend.command().stream().filter(part -> !part.startsWith("-XX:AOTCache")).toList();
    return new Contender(backend.name(), backend.folder(), command, backend.variables());
  }

  /** The same with another table than the stand-in's. */
  Contender withTable(String url) {
    Map<String, String> more = new HashMap<>(variables);
    more.put("AWS_ENDPOINT_URL_DYNAMODB", url);
    return new Contender(name, folder, command, more);
  }

  @Override
  public String toString() {
    return name;
  }
}
