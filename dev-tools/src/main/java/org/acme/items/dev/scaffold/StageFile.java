package org.acme.items.dev.scaffold;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.acme.items.dev.DevException;
import org.acme.items.dev.Workspace;

/**
 * A stage, as its file says.
 *
 * @param project with which names of its stacks begin
 */
record StageFile(String stage, String project, String region) {
  private static final String FOLDER = "infra/config";
  private static final String ENDING = ".yaml";

  /** As infra's {@code StageConfig}. */
  private static final String DEFAULT_PROJECT = "items";

  static StageFile of(Workspace workspace, String stage) {
    JsonNode file = Manifests.yaml(workspace.root().resolve(path(stage)));
    return new StageFile(
        stage, file.path("project").asText(DEFAULT_PROJECT), file.path("region").asText("REGION"));
  }

  /** From the root, such as {@code infra/config/demo.yaml}. */
  static String path(String stage) {
    return FOLDER + "/" + stage + ENDING;
  }

  /** Names of all stages that have a file. */
  static List<String> stages(Workspace workspace) {
    Path folder = workspace.root().resolve(FOLDER);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ENDING))
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DevException("%s cannot be listed: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /** The name of a service's stack. */
  String stack(String service) {
    return "%s-%s-%s".formatted(project, stage, service);
  }
}
