package org.acme.items.dev.scaffold;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.acme.items.dev.DevException;
import org.acme.items.dev.ServiceManifest;
import org.acme.items.dev.Workspace;

/** What a new service cannot be called in this checkout. */
record TakenNames(Workspace workspace) {
  /** Stacks of a stage that are no service; as infra's {@code ServiceRules}. */
  private static final List<String> STACKS = List.of("delivery", "platform", "registry", "shared");

  /**
   * Characters of a stack with which names of its roles begin; as infra's {@code DeliveryRules}.
   */
  private static final int LONGEST_STACK = 24;

  /**
   * Makes sure that a name is free and short enough.
   *
   * @throws DevException if it is not, with the reason
   */
  void check(ServiceName name, ComposeFile compose) {
    for (ServiceManifest service : workspace.manifests()) {
      // Names of resources on AWS have no hyphens.
      if (service.name().replace("-", "").equals(name.packageName())) {
        throw taken(name, "the service " + service.name());
      }
    }
    if (STACKS.contains(name.value())) {
      throw taken(name, "a stack that every stage has; so are " + String.join(", ", STACKS));
    }
    if (compose.has(name.value()) || compose.has(name.value() + "-telemetry")) {
      throw taken(name, "a service or network in " + ComposeFile.NAME);
    }
    if (Files.exists(workspace.root().resolve(name.folder()))) {
      throw taken(name, "the folder " + name.folder());
    }
    checkPackage(name);
    checkLength(name);
  }

  private void checkPackage(ServiceName name) {
    Path sources = Templates.of(workspace).packageFolder(name);
    Path tests = Path.of(sources.toString().replace("src/main", "src/test"));
    try (Stream<Path> modules = Files.list(workspace.root())) {
      modules
          .filter(module ->
              Files.exists(module.resolve(sources)) || Files.exists(module.resolve(tests)))
          .findFirst()
          .ifPresent(module -> {
            throw taken(
                name, "a Java package of %s".formatted(workspace.root().relativize(module)));
          });
    } catch (IOException e) {
      throw new DevException(
          "%s cannot be listed: %s".formatted(workspace.root(), e.getMessage()), e);
    }
  }

  private void checkLength(ServiceName name) {
    JsonNode delivery = Manifests.yaml(workspace.root().resolve("infra/delivery.yaml"));
    for (JsonNode step : delivery.path("stages")) {
      String stage = step.path("stage").asText();
      String stack = StageFile.of(workspace, stage).stack(name.value());
      int excess = stack.length() - LONGEST_STACK;
      if (excess > 0) {
        throw DevException.usage(
            "%s is %d too long: its stack in %s would be %s, and pipelines know names of %d characters; take %d or fewer"
                .formatted(
                    name.value(),
                    excess,
                    stage,
                    stack,
                    LONGEST_STACK,
                    name.value().length() - excess));
      }
    }
  }

  private static DevException taken(ServiceName name, String what) {
    return DevException.usage(
        "%s is taken: it is that of %s; take another name".formatted(name.value(), what));
  }
}
