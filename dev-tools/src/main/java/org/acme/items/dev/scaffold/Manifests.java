package org.acme.items.dev.scaffold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.acme.items.dev.DevException;
import org.acme.items.dev.ServiceManifest;
import org.acme.items.dev.Workspace;

/** What the services that are there leave to a new one. */
record Manifests(Workspace workspace) {
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Those of the repository itself come before. */
  private static final int FIRST_PORT = 8083;

  private static final int FIRST_PRIORITY = 100;

  /**
   * A port of the laptop that nothing of this repository uses.
   *
   * @param compose the text of {@code docker-compose.yml}, whose other services have ports too
   */
  int freePort(String compose) {
    Set<Integer> taken =
        workspace.manifests().stream().map(ServiceManifest::localPort).collect(Collectors.toSet());
    return IntStream.rangeClosed(FIRST_PORT, 65_535)
        .filter(port -> !taken.contains(port) && !compose.contains(":-%d}".formatted(port)))
        .findFirst()
        .orElseThrow();
  }

  /** Priority of a rule that comes before those that take every path. */
  int freePriority() {
    List<JsonNode> exposed =
        workspace.manifests().stream()
            .map(this::tree)
            .filter(manifest -> manifest.path("exposure").asText().equals("public"))
            .toList();
    Set<Integer> taken = exposed.stream().map(Manifests::priority).collect(Collectors.toSet());
    int last =
        exposed.stream()
            .filter(Manifests::takesEverything)
            .mapToInt(Manifests::priority)
            .min()
            .orElse(50_000);
    return IntStream.concat(
            IntStream.iterate(
                FIRST_PRIORITY, priority -> priority < last, priority -> priority + 10),
            IntStream.range(1, last))
        .filter(priority -> !taken.contains(priority))
        .findFirst()
        .orElseThrow(() ->
            DevException.usage(
                "No routing.priority is free below %d, which takes every path".formatted(last)));
  }

  private static int priority(JsonNode manifest) {
    return manifest.at("/routing/priority").asInt();
  }

  private static boolean takesEverything(JsonNode manifest) {
    JsonNode paths = manifest.at("/routing/paths");
    return manifest.at("/routing/hosts").isEmpty()
        && (paths.isEmpty() || paths.toString().contains("\"/*\""));
  }

  /**
   * The services with these names.
   *
   * @throws DevException if one is not there or cannot be found by its callers
   */
  List<ServiceManifest> called(List<String> names) {
    List<ServiceManifest> all = workspace.manifests();
    return names.stream().distinct().map(name -> called(name, all)).toList();
  }

  private ServiceManifest called(String name, List<ServiceManifest> all) {
    ServiceManifest service = named(name, all);
    JsonNode manifest = tree(service);
    boolean isFound =
        !manifest.path("discovery").asText("none").equals("none")
            || manifest.path("exposure").asText().equals("internal");
    if (!isFound) {
      throw DevException.usage(
          "%s cannot be called: its service.yaml has neither discovery nor exposure internal"
              .formatted(name));
    }
    return service;
  }

  /**
   * The service with a name.
   *
   * @throws DevException if it is not there
   */
  static ServiceManifest named(String name, List<ServiceManifest> all) {
    return all.stream()
        .filter(service -> service.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            DevException.usage(
                "There is no service %s; there are: %s"
                    .formatted(
                        name,
                        all.stream()
                            .map(ServiceManifest::name)
                            .sorted()
                            .collect(Collectors.joining(", ")))));
  }

  /** All keys, also those that are for the infrastructure. */
  JsonNode tree(ServiceManifest service) {
    return yaml(workspace.folder(service).resolve("service.yaml"));
  }

  /** A YAML file; a missing node if it is not there. */
  static JsonNode yaml(Path file) {
    try {
      return Files.exists(file) ? YAML.readTree(file.toFile()) : MissingNode.getInstance();
    } catch (IOException e) {
      throw new DevException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
