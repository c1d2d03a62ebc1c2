package org.acme.items.system.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.acme.items.dev.ServiceManifest;
import org.acme.items.dev.Workspace;
import org.acme.items.dev.buildspec.Buildspec;
import org.acme.items.dev.buildspec.BuildspecReader;

/** What the buildspecs and the files for other build servers call. */
final class DeliverySteps {
  static final Path ROOT = Path.of("..");
  private static final YAMLMapper YAML = new YAMLMapper();

  private DeliverySteps() {}

  /** Folders with a service. */
  static List<Path> serviceFolders() {
    Workspace workspace = new Workspace(ROOT);
    return workspace.manifests().stream().map(workspace::folder).toList();
  }

  /** The service in a folder. */
  static ServiceManifest service(Path folder) {
    Workspace workspace = new Workspace(ROOT);
    return workspace.manifests().stream()
        .filter(service -> workspace.folder(service).equals(folder))
        .findFirst()
        .orElseThrow();
  }

  /** All buildspecs: that of the repository and those of the services. */
  static List<Path> buildspecs() {
    return Stream.concat(
            Stream.of(ROOT.resolve("buildspec.yml")),
            serviceFolders().stream().map(folder -> folder.resolve("buildspec.yml")))
        .toList();
  }

  static Buildspec buildspec(Path file) {
    return BuildspecReader.read(file, file.toString());
  }

  static List<String> commands(Path buildspec) {
    return buildspec(buildspec).phases().stream()
        .flatMap(phase -> Stream.concat(phase.commands().stream(), phase.last().stream()))
        .toList();
  }

  /** Names of the scripts that commands call, in their order. */
  static List<String> scripts(List<String> commands) {
    return commands.stream()
        .filter(command -> command.startsWith("bash scripts/delivery/"))
        .map(command -> command.replaceFirst("bash scripts/delivery/([a-z-]+).*", "$1"))
        .toList();
  }

  static JsonNode yaml(String file) {
    try {
      return YAML.readTree(ROOT.resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
