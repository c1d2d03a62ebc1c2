package org.acme.items.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The templates of a stage as a synth left them. */
record Assembly(Path folder, List<Stack> stacks) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A stack.
   *
   * @param name as CloudFormation knows it, {@code items-demo-backend}
   * @param account that the configuration names; empty for any
   * @param isProtected whether it cannot be deleted as it is
   * @param bootstrap parameter of Systems Manager that {@code cdk bootstrap} makes; empty for none
   */
  record Stack(
      String name,
      String account,
      String region,
      boolean isProtected,
      String bootstrap,
      Map<String, String> tags,
      JsonNode template) {
    /** Without project and stage: {@code backend}. */
    String shortName() {
      return name.replaceFirst("^%s-%s-".formatted(tags.get("project"), tags.get("stage")), "");
    }

    /** Whether the pipeline says which image it runs. */
    boolean hasImageParameter() {
      return template.at("/Parameters/Image").isObject();
    }

    /** Addresses that nobody owns, as they come with a clone. */
    boolean hasPlaceholders() {
      return template.toString().contains("example.com");
    }

    /** Resources that stay when the stack is deleted, as {@code Type LogicalId}. */
    List<String> kept() {
      return template
          .path("Resources")
          .propertyStream()
          .filter(resource -> resource.getValue().path("DeletionPolicy").asText().equals("Retain"))
          .map(resource ->
              "%s %s".formatted(resource.getValue().get("Type").asText(), resource.getKey()))
          .toList();
    }
  }

  static Assembly read(Path folder) {
    try {
      JsonNode manifest = JSON.readTree(folder.resolve("manifest.json").toFile());
      List<Stack> stacks = new ArrayList<>();
      for (Map.Entry<String, JsonNode> artifact : manifest.path("artifacts").properties()) {
        JsonNode value = artifact.getValue();
        if (value.path("type").asText().equals("aws:cloudformation:stack")) {
          JsonNode properties = value.path("properties");
          stacks.add(
              new Stack(
                  artifact.getKey(),
                  part(value, 1).replace("unknown-account", ""),
                  part(value, 2),
                  properties.path("terminationProtection").asBoolean(),
                  properties.path("bootstrapStackVersionSsmParameter").asText(),
                  tags(properties),
                  JSON.readTree(
                      folder.resolve(properties.path("templateFile").asText()).toFile())));
        }
      }
      return new Assembly(folder, List.copyOf(stacks));
    } catch (IOException e) {
      throw new DevException("%s cannot be read: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /** Of {@code aws://ACCOUNT/REGION}. */
  private static String part(JsonNode artifact, int part) {
    return artifact.path("environment").asText().replaceFirst("^aws://([^/]*)/(.*)$", "$" + part);
  }

  private static Map<String, String> tags(JsonNode properties) {
    return properties
        .path("tags")
        .propertyStream()
        .collect(Collectors.toMap(Map.Entry::getKey, tag -> tag.getValue().asText()));
  }

  /**
   * Stacks by their name or its end; all of them for none.
   *
   * @throws DevException if a name fits none
   */
  List<Stack> chosen(List<String> names) {
    if (names.isEmpty()) {
      return stacks;
    }
    return names.stream()
        .map(name ->
            stacks.stream()
                .filter(stack -> stack.name().equals(name) || stack.shortName().equals(name))
                .findFirst()
                .orElseThrow(() ->
                    DevException.usage(
                        "There is no stack %s; there are: %s"
                            .formatted(
                                name,
                                stacks.stream()
                                    .map(Stack::name)
                                    .collect(Collectors.joining(", "))))))
        .toList();
  }
}
