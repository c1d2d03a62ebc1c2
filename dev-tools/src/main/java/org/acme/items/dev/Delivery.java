package org.acme.items.dev;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The way of a change, as {@code infra/delivery.yaml} says.
 *
 * @param stages that an image travels through, in this order; at least one, each once
 */
record Delivery(List<String> stages) {
  /** What the CDK app calls the stacks of the pipelines; no stage has this name. */
  static final String NAME = "delivery";

  private static final String FILE = "infra/delivery.yaml";
  private static final YAMLMapper YAML = new YAMLMapper();

  Delivery {
    stages = List.copyOf(stages);
  }

  static boolean isThere(Path root) {
    return Files.isRegularFile(root.resolve(FILE));
  }

  /** The file that configures a stage, or the pipelines. */
  static String configuration(String stage) {
    return stage.equals(NAME) ? FILE : "infra/config/%s.yaml".formatted(stage);
  }

  /**
   * Reads it.
   *
   * @param otherwise what a person may do where there is no such file
   * @throws DevException for a file that is missing or wrong
   */
  static Delivery read(Path root, String otherwise) {
    if (!isThere(root)) {
      throw DevException.usage(
          "There is no %s, which lists the stages in their order: %s".formatted(FILE, otherwise));
    }
    try {
      return new Delivery(stages(YAML.readTree(root.resolve(FILE).toFile()).path("stages")));
    } catch (JacksonException e) {
      throw DevException.usage(
          "%s:%d: is no YAML: %s"
              .formatted(
                  FILE,
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  e.getOriginalMessage().lines().findFirst().orElse("")));
    } catch (IOException e) {
      throw new DevException("%s cannot be read: %s".formatted(FILE, e.getMessage()), e);
    }
  }

  private static List<String> stages(JsonNode entries) {
    List<String> stages = new ArrayList<>();
    for (JsonNode entry : entries) {
      String stage = entry.path("stage").asText();
      if (!stage.matches("[a-z][a-z0-9-]*") || stage.equals(NAME)) {
        throw DevException.usage(
            "%s: stages[%d].stage must be a name such as dev, got %s"
                .formatted(FILE, stages.size(), entry));
      }
      if (stages.contains(stage)) {
        throw DevException.usage("%s: stages has %s twice".formatted(FILE, stage));
      }
      stages.add(stage);
    }
    if (stages.isEmpty()) {
      throw DevException.usage("%s: stages must be a list of at least one".formatted(FILE));
    }
    return stages;
  }
}
