package org.acme.items.system.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The API as {@code contracts/openapi.yaml} promises it. */
final class ApiDocument {
  private static final String SCHEMAS = "#/components/schemas/";

  private final JsonNode document;
  private final JsonSchemaFactory factory =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

  ApiDocument(Path file) {
    try {
      this.document = new YAMLMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A method of a path.
   *
   * @param node as in the document
   */
  record Operation(JsonNode node) {
    /** Of answers with this status, if they are declared. */
    Optional<JsonNode> answer(int status) {
      return Optional.ofNullable(node.path("responses").get(Integer.toString(status)));
    }
  }

  /** What a request is for, if the document knows it. HEAD is GET. */
  Optional<Operation> operation(String method, String target) {
    // As the framework does: slashes too many are one, and matrix parameters are not of the path.
    String path =
        target
            .replaceFirst("[?].*", "")
            .replaceAll(";[^/]*", "")
            .replaceAll("/+", "/")
            .replaceFirst("(.)/$", "$1");
    String name = (method.equals("HEAD") ? "GET" : method).toLowerCase(Locale.ROOT);
    return document.path("paths").properties().stream()
        .filter(entry -> Pattern.matches(entry.getKey().replaceAll("\\{\\w+}", "[^/]+"), path))
        .map(entry -> entry.getValue().get(name))
        .filter(node -> node != null)
        .findFirst()
        .map(Operation::new);
  }

  /** A named schema, {@code ItemRequest}. */
  JsonNode schema(String name) {
    return document.path("components").path("schemas").path(name);
  }

  /** The schema itself, or the one that it refers to. */
  JsonNode resolve(JsonNode schema) {
    String reference = schema.path("$ref").asText();
    return reference.isEmpty() ? schema : schema(reference.substring(SCHEMAS.length()));
  }

  /** What of a value is not as a named schema says. */
  Set<ValidationMessage> violations(String name, JsonNode value) {
    return schemas.computeIfAbsent(name, this::compile).validate(value);
  }

  /** The name of the schema of a body. */
  static Optional<String> schemaName(JsonNode answer, String mediaType) {
    String reference = answer.path("content").path(mediaType).path("schema").path("$ref").asText();
    return reference.isEmpty()
        ? Optional.empty()
        : Optional.of(reference.substring(SCHEMAS.length()));
  }

  private JsonSchema compile(String name) {
    ObjectNode schema = document.deepCopy();
    schema.retain("components");
    schema.put("$ref", SCHEMAS + name);
    return factory.getSchema(
        schema, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
  }
}
