package org.acme.items.system.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Bodies made from the schema of a request: valid ones, and those with one thing wrong. */
final class Bodies {
  /** What may be accepted, read as strictly as the API promises. */
  private static final JsonMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final JsonMapper ESCAPING =
      JsonMapper.builder(JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build())
          .build();

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ApiDocument api;
  private final Dice dice;

  Bodies(ApiDocument api, Dice dice) {
    this.api = api;
    this.dice = dice;
  }

  /** One that must be accepted. */
  ObjectNode valid() {
    return (ObjectNode) value("", api.schema("ItemRequest"));
  }

  /** A valid one as text, in one of the ways in which the same JSON can be written. */
  byte[] written(JsonNode body) {
    try {
      return switch (dice.below(4)) {
        case 0 -> ESCAPING.writeValueAsBytes(body);
        case 1 -> STRICT.writerWithDefaultPrettyPrinter().writeValueAsBytes(body);
        case 2 -> (" \t\r\n" + body + "\n").getBytes(UTF_8);
        default -> STRICT.writeValueAsBytes(body);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a body says, if it is JSON at all and as the schema wants it; null is absence. */
  Optional<JsonNode> meaning(byte[] body) {
    try {
      JsonNode node = STRICT.readTree(body);
      return node.isObject() && api.violations("ItemRequest", withoutNulls(node)).isEmpty()
          ? Optional.of(node)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static JsonNode withoutNulls(JsonNode node) {
    ObjectNode copy = node.deepCopy();
    copy.properties().removeIf(member -> member.getValue().isNull());
    return copy;
  }

  private JsonNode value(String name, JsonNode reference) {
    JsonNode schema = api.resolve(reference);
    return switch (schema.path("type").asText()) {
      case "object" -> object(schema);
      case "array" -> array(schema);
      case "integer" ->
          NODES.numberNode(
              dice.pick(
                  schema.path("minimum").asInt(),
                  schema.path("minimum").asInt() + 1,
                  schema.path("maximum").asInt(),
                  dice.below(100_000)));
      case "string" -> NODES.textNode(string(name, schema));
      default -> throw new IllegalStateException("no value is known for " + schema);
    };
  }

  private ObjectNode object(JsonNode schema) {
    List<String> required = strings(schema.path("required"));
    ObjectNode object = NODES.objectNode();
    schema
        .path("properties")
        .properties()
        .forEach(property -> {
          if (required.contains(property.getKey()) || !dice.oneIn(3)) {
            object.set(property.getKey(), value(property.getKey(), property.getValue()));
          }
        });
    return required.contains("currency") ? price(object) : object;
  }

  /** The one rule that a schema cannot say: as many places as the currency has. */
  private ObjectNode price(ObjectNode price) {
    Currency currency = Currency.getInstance(dice.pick("EUR", "USD", "JPY", "KWD", "CLF"));
    String digits = dice.pick("0", "1", "12", "007", "999999999999", "000000000000");
    int places = currency.getDefaultFractionDigits();
    String fraction = "." + "095".repeat(7).substring(0, Math.max(1, dice.below(places + 1)));
    return price
        .put("amount", places == 0 || dice.oneIn(3) ? digits : digits + fraction)
        .put("currency", currency.getCurrencyCode());
  }

  private ArrayNode array(JsonNode schema) {
    int most = schema.path("maxItems").asInt();
    ArrayNode array = NODES.arrayNode();
    int size = dice.pick(0, 1, 2, dice.below(most), most);
    for (int i = 0; i < size; i++) {
      String text = value("", schema.path("items")).asText();
      // No two are the same.
      String suffix = Integer.toString(i);
      array.add(cut(text, 48) + suffix);
    }
    return array;
  }

  /** Never between the halves of a character. */
  private static String cut(String text, int length) {
    int end = Math.min(text.length(), length);
    boolean between = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, between ? end - 1 : end);
  }

  private String string(String name, JsonNode schema) {
    if (!schema.has("maxLength")) {
      return schema.path("examples").path(0).asText();
    }
    int most = schema.path("maxLength").asInt();
    Pattern pattern = Pattern.compile(schema.path("pattern").asText());
    int length =
        name.equals("description")
            ? dice.pick(0, 1, 20, most - 1, most)
            : dice.pick(1, 2, 20, most - 1, most);
    String text =
        Texts.text(dice, length, point -> pattern.matcher(Character.toString(point)).matches());
    // Only blanks are nothing.
    return text.isEmpty()
        ? text
        : "n" + text.substring(text.offsetByCodePoints(0, 1)).stripTrailing();
  }

  /** With one thing wrong, or perhaps not: {@link #meaning} tells. */
  byte[] broken() {
    ObjectNode body = valid();
    return dice.oneIn(2) ? written(withWrongMember(body)) : garbled(written(body));
  }

  private ObjectNode withWrongMember(ObjectNode body) {
    List<ObjectNode> objects = new ArrayList<>(List.of(body, (ObjectNode) body.get("price")));
    ObjectNode target = dice.pick(objects);
    List<String> names = new ArrayList<>();
    target.fieldNames().forEachRemaining(names::add);
    String name = dice.pick(names);
    switch (dice.below(5)) {
      case 0 -> target.remove(name);
      case 1 -> target.put(dice.pick("id", "version", "extra", "", "__proto__", "näme"), "x");
      case 2 -> target.put(name, target.get(name).asText() + Texts.poison(dice));
      case 3 -> target.put(name, "l".repeat(dice.pick(51, 201, 2001, 20_000)));
      default -> target.set(name, wrongValue());
    }
    return body;
  }

  private JsonNode wrongValue() {
    return dice.pick(
        NODES.nullNode(),
        NODES.booleanNode(true),
        NODES.numberNode(-1),
        NODES.numberNode(1.5),
        NODES.numberNode(new BigDecimal("1e0")),
        NODES.numberNode(new BigDecimal("1E400")),
        NODES.numberNode(Long.MAX_VALUE),
        NODES.numberNode(1_000_000_001),
        NODES.numberNode(BigInteger.TEN.pow(90)),
        NODES.textNode(""),
        NODES.textNode(" "),
        NODES.textNode("1"),
        NODES.textNode("-1.00"),
        NODES.textNode("1e3"),
        NODES.textNode("0.0000000000000000001"),
        NODES.textNode("٣"),
        NODES.textNode("eur"),
        NODES.textNode("XXX"),
        NODES.objectNode(),
        NODES.arrayNode(),
        NODES.arrayNode().add("a").add("a"),
        NODES.arrayNode().add(NODES.nullNode()),
        NODES.arrayNode().add(",").add(1));
  }

  private byte[] garbled(byte[] text) {
    String json = new String(text, UTF_8);
    int at = dice.below(json.length());
    return switch (dice.below(12)) {
      case 0 -> json.substring(0, at).getBytes(UTF_8);
      case 1 -> (json + dice.pick("{}", "]", "null", "\u0000", ",")).getBytes(UTF_8);
      case 2 -> json.replaceFirst("\\{", "{\"name\":\"twice\",").getBytes(UTF_8);
      case 3 -> nested(dice.pick(20, 21, 1000, 5000)).getBytes(UTF_8);
      case 4 -> ("\uFEFF" + json).getBytes(UTF_8);
      case 5 -> json.replace("\"quantity\"", "quantity").getBytes(UTF_8);
      case 6 ->
          json.replaceFirst("\"quantity\"\\s*:\\s*[0-9]+", "\"quantity\":" + number())
              .getBytes(UTF_8);
      case 7 -> json.getBytes(encoding());
      case 8 ->
          json.replace("\"n", "\"" + dice.pick("\\ud800", "\\u0000", "\\x", "\n", "\\uZZZZ"))
              .getBytes(UTF_8);
      case 9 -> new byte[] {(byte) dice.below(256), (byte) dice.below(256)};
      case 10 -> (json + " ".repeat(dice.pick(100, 39_000, 45_000))).getBytes(UTF_8);
      default -> flipped(text);
    };
  }

  private static String nested(int levels) {
    return "{\"name\":" + "[".repeat(levels) + "]".repeat(levels) + "}";
  }

  private String number() {
    return dice.pick(
        "00",
        "01",
        "+1",
        "1.",
        ".5",
        "1e5",
        "-0",
        "NaN",
        "Infinity",
        "0x10",
        "1_000",
        "9".repeat(101),
        "1e999999999",
        "0.0000000000000000000000000001",
        "2147483648",
        "1.0");
  }

  private Charset encoding() {
    return dice.pick(
        ISO_8859_1, StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, Charset.forName("UTF-32"));
  }

  private byte[] flipped(byte[] text) {
    byte[] copy = text.clone();
    copy[dice.below(copy.length)] = (byte) dice.below(256);
    return copy;
  }

  private static List<String> strings(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
