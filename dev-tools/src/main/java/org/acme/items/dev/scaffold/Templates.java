package org.acme.items.dev.scaffold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.acme.items.dev.DevException;
import org.acme.items.dev.ServiceManifest;
import org.acme.items.dev.Workspace;

/**
 * The files in {@code dev-tools/new-service}: a service is {@code common} and the folder of its
 * kind; {@code places} has what is put into files that list services. Tokens such as {@code
 * __name__} stand in texts and in names of files.
 */
record Templates(Path folder) {
  static Templates of(Workspace workspace) {
    return new Templates(workspace.root().resolve("dev-tools/new-service"));
  }

  /** Files of a service by their path in its folder. */
  Map<String, String> files(NewService service) {
    Map<String, String> files = new TreeMap<>();
    for (String part : List.of("common", service.kind().toString())) {
      Path from = folder.resolve(part);
      for (Path file : filesIn(from)) {
        files.put(
            filled(from.relativize(file).toString(), service.tokens()),
            filled(read(file), service.tokens()));
      }
    }
    return files;
  }

  /** What a file that lists services gets; empty if it gets nothing from here. */
  String place(String file, NewService service) {
    Path place = folder.resolve("places").resolve(file);
    return Files.exists(place) ? filled(read(place), service.tokens()) : "";
  }

  /** As the other, for a service that the new one calls. */
  String place(String file, NewService service, ServiceManifest called) {
    return filled(
        place(file, service),
        Map.of(
            "__called__", called.name(),
            "__calledUrl__", called.urlVariable(),
            "__calledPort__", Integer.toString(called.port())));
  }

  /** Where the sources of a service are in its folder, {@code src/main/java/.../pricelist}. */
  Path packageFolder(ServiceName name) {
    Path common = folder.resolve("common");
    return filesIn(common.resolve("src/main/java")).stream()
        .map(Path::getParent)
        .filter(parent -> parent.endsWith("__package__"))
        .map(parent -> common.relativize(parent).resolveSibling(name.packageName()))
        .findFirst()
        .orElseThrow();
  }

  private static List<Path> filesIn(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new DevException("%s cannot be read: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new DevException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static String filled(String text, Map<String, String> tokens) {
    String filled = text;
    for (Map.Entry<String, String> token : tokens.entrySet()) {
      filled = filled.replace(token.getKey(), token.getValue());
    }
    return filled;
  }
}
