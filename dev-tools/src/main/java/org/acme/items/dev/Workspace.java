package org.acme.items.dev;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The checkout: its services and the folder of what runs. */
public record Workspace(Path root) {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private static final String TESTER = "-tester";

  public Workspace {
    root = root.toAbsolutePath().normalize();
  }

  /** Pids, logs and data of what runs; ignored by git. */
  public Path state() {
    return root.resolve(".dev");
  }

  public Path logs() {
    return state().resolve("logs");
  }

  /** Tables that survive a restart. */
  public Path data() {
    return state().resolve("dynamodb");
  }

  public Path dynamoDbLocal() {
    return root.resolve("dynamodb-local/target/dynamodb-local.args");
  }

  /** What Maven makes of a service in a build folder, {@code target} or that of quick builds. */
  public Path application(ServiceManifest service, String buildFolder) {
    return folder(service).resolve(buildFolder).resolve("quarkus-app/quarkus-run.jar");
  }

  /** {@code <name>-service}, or {@code <name>-tester} for what runs on demand. */
  public Path folder(ServiceManifest service) {
    Path tester = root.resolve(service.name() + TESTER);
    return Files.isDirectory(tester) ? tester : root.resolve(service.name() + "-service");
  }

  /**
   * What {@code ./dev up} starts, those that are called before their callers.
   *
   * @throws DevException if a manifest cannot be read, or a service calls one that is not there
   */
  public List<ServiceManifest> services() {
    return manifests().stream()
        .filter(service -> !folder(service).endsWith(service.name() + TESTER))
        .toList();
  }

  /**
   * Everything that has a manifest, also what runs on demand.
   *
   * @throws DevException as {@link #services()}
   */
  public List<ServiceManifest> manifests() {
    try (Stream<Path> manifests = Files.list(root)) {
      return inOrder(
          manifests
              .map(folder -> folder.resolve("service.yaml"))
              .filter(Files::isRegularFile)
              .sorted()
              .map(this::read)
              .collect(
                  Collectors.toMap(
                      ServiceManifest::name,
                      service -> service,
                      (first, second) -> {
                        throw DevException.usage(
                            "two service.yaml files have the name " + second.name());
                      },
                      LinkedHashMap::new)));
    } catch (IOException e) {
      throw new DevException("%s cannot be listed: %s".formatted(root, e.getMessage()), e);
    }
  }

  private ServiceManifest read(Path file) {
    String shown = root.relativize(file).toString();
    try {
      ServiceManifest service = YAML.readValue(file.toFile(), ServiceManifest.class);
      if (!folder(service).equals(file.getParent())) {
        throw DevException.usage(
            "%s: name must be that of its folder without -service, got %s"
                .formatted(shown, service.name()));
      }
      return service;
    } catch (JacksonException e) {
      String where =
          e.getLocation() == null
              ? shown
              : "%s:%d:%d"
                  .formatted(shown, e.getLocation().getLineNr(), e.getLocation().getColumnNr());
      throw DevException.usage("%s: %s".formatted(where, what(e)));
    } catch (IOException e) {
      throw new DevException("%s cannot be read: %s".formatted(shown, e.getMessage()), e);
    }
  }

  /** Jackson's message without the names of our classes and of its options. */
  private static String what(JacksonException e) {
    return e instanceof MismatchedInputException mismatch && !mismatch.getPath().isEmpty()
        ? mismatch.getPath().getLast().getFieldName()
            + " is missing or has a value of the wrong type"
        : e.getOriginalMessage()
            .replaceAll("(?s) \\(.*|;.*|\n.*", "")
            .replace("creator property", "key");
  }

  private static List<ServiceManifest> inOrder(Map<String, ServiceManifest> services) {
    List<ServiceManifest> ordered = new ArrayList<>();
    services.values().forEach(service -> add(service, services, ordered, List.of()));
    return ordered;
  }

  private static void add(
      ServiceManifest service,
      Map<String, ServiceManifest> services,
      List<ServiceManifest> ordered,
      List<String> callers) {
    // Services may call each other in a circle; then any order is as good.
    if (ordered.contains(service) || callers.contains(service.name())) {
      return;
    }
    List<String> path = Stream.concat(callers.stream(), Stream.of(service.name())).toList();
    for (String called : service.calls()) {
      ServiceManifest known = services.get(called);
      if (known == null) {
        throw DevException.usage(
            "%s-service/service.yaml: calls names %s, but the services are %s"
                .formatted(service.name(), called, services.keySet()));
      }
      add(known, services, ordered, path);
    }
    ordered.add(service);
  }
}
