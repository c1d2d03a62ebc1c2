package org.acme.items.dev.buildspec;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.acme.items.dev.DevException;

/** Gives a build the JDK and the Node of this machine for the versions it asks for. */
record Runtimes(Path root, Map<String, String> environment, Consumer<String> say) {

  /**
   * The environment with what was asked for.
   *
   * @throws DevException if it is not there
   */
  Map<String, String> with(Map<String, String> asked) {
    Map<String, String> found = new HashMap<>(environment);
    new TreeMap<>(asked)
        .forEach((runtime, version) -> {
          switch (runtime) {
            case "java" -> {
              Path jdk = Path.of(System.getProperty("java.home"));
              found.put("JAVA_HOME", jdk.toString());
              putFirst(found, jdk.resolve("bin"));
              say.accept(
                  "java %s: here JDK %d, %s".formatted(version, Runtime.version().feature(), jdk));
            }
            case "nodejs" -> {
              Path bin = node(found);
              putFirst(found, bin);
              say.accept("nodejs %s: here %s".formatted(version, bin.resolve("node")));
            }
            default -> say.accept("%s %s: whatever this machine has".formatted(runtime, version));
          }
        });
    return found;
  }

  private Path node(Map<String, String> found) {
    return Stream.concat(
            Stream.of(root.resolve("infra/node_modules/node/bin")),
            Stream.of(found.getOrDefault("PATH", "").split(File.pathSeparator, -1)).map(Path::of))
        .filter(folder -> Files.isExecutable(folder.resolve("node")))
        .findFirst()
        .orElseThrow(() ->
            new DevException(
                "The build asks for Node, which was not found: install it from https://nodejs.org"
                    + " or with your package manager"));
  }

  private static void putFirst(Map<String, String> environment, Path folder) {
    environment.merge("PATH", folder.toString(), (path, _) -> folder + File.pathSeparator + path);
  }
}
