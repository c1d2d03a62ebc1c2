package org.acme.items.infra.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.acme.items.infra.config.Shape.Choice;
import org.acme.items.infra.config.Shape.Decimal;
import org.acme.items.infra.config.Shape.Field;
import org.acme.items.infra.config.Shape.Flag;
import org.acme.items.infra.config.Shape.Group;
import org.acme.items.infra.config.Shape.Listing;
import org.acme.items.infra.config.Shape.Mapping;
import org.acme.items.infra.config.Shape.Text;
import org.acme.items.infra.config.Shape.Whole;

/** JSON Schemas of the configuration files, which editors use to complete and check them. */
final class JsonSchema {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonSchema() {}

  static String ofService() {
    return text(titled(group(Shape.of(ServiceConfig.class), true), "service.yaml"));
  }

  static String ofDelivery() {
    return text(titled(group(Shape.of(DeliveryConfig.class), true), "infra/delivery.yaml"));
  }

  /** With what differs per service, where nothing is required. */
  static String ofStage() {
    ObjectNode schema =
        titled(group(Shape.of(StageConfig.class), true), "infra/config/<stage>.yaml");
    ((ObjectNode) schema.get("properties"))
        .putObject(ConfigLoader.OVERRIDES)
        .put("description", "what differs from service.yaml here, by name of the service")
        .put("type", "object")
        .set("additionalProperties", group(Shape.of(ServiceConfig.class), false));
    return text(schema);
  }

  private static ObjectNode titled(ObjectNode schema, String title) {
    ObjectNode titled = JSON.createObjectNode();
    titled.put("$schema", "http://json-schema.org/draft-07/schema#").put("title", title);
    titled.setAll(schema);
    return titled;
  }

  private static String text(ObjectNode schema) {
    try {
      DefaultPrettyPrinter printer =
          new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
      return JSON.writer(printer).writeValueAsString(schema) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode schema(Shape shape, boolean whole) {
    ObjectNode schema = JSON.createObjectNode();
    switch (shape) {
      case Text text -> schema.put("type", "string").put("pattern", text.pattern());
      case Whole number -> {
        schema.put("type", "integer").put("minimum", number.least());
        if (number.most() != Integer.MAX_VALUE) {
          schema.put("maximum", number.most());
        }
      }
      case Decimal number ->
          schema.put("type", "number").put("minimum", number.least()).put("maximum", number.most());
      case Flag _ -> schema.put("type", "boolean");
      case Choice choice -> {
        ArrayNode words = schema.putArray("enum");
        choice.words().forEach(words::add);
      }
      case Listing listing ->
          schema.put("type", "array").set("items", schema(listing.element(), true));
      case Mapping mapping -> {
        schema.put("type", "object");
        schema.putObject("propertyNames").put("pattern", mapping.key().pattern());
        schema.set("additionalProperties", schema(mapping.value(), whole));
      }
      case Group group -> schema.setAll(group(group, whole));
    }
    return schema;
  }

  private static ObjectNode group(Group group, boolean whole) {
    ObjectNode schema = JSON.createObjectNode();
    schema.put("type", "object").put("additionalProperties", false);
    ArrayNode required = JSON.createArrayNode();
    ObjectNode properties = JSON.createObjectNode();
    for (Field field : group.fields()) {
      ObjectNode property = JSON.createObjectNode();
      property.put("description", field.meaning().replace("`", ""));
      property.setAll(schema(field.shape(), whole));
      field.byDefault().ifPresent(value -> property.put("default", value));
      properties.set(field.name(), property);
      if (!field.isOptional() && whole) {
        required.add(field.name());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    schema.set("properties", properties);
    return schema;
  }
}
