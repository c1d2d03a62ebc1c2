package org.acme.items.system.hostile;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one client's acknowledged writes must have made of its items. */
final class Model {
  /**
   * An item.
   *
   * @param content what the client decides, as it is answered
   */
  record Item(String id, long version, JsonNode content) {
    /** As an answer tells. */
    static Item of(JsonNode body) {
      ObjectNode content = body.deepCopy();
      content.remove(List.of("id", "version", "createdAt", "updatedAt"));
      return new Item(body.path("id").asText(), body.path("version").asLong(), content);
    }
  }

  private final Map<String, Item> live = new HashMap<>();
  private final Map<String, Item> deleted = new HashMap<>();
  // Lists beside the maps: choices must not depend on ids, which are new in each run.
  private final List<String> liveIds = new ArrayList<>();
  private final List<String> deletedIds = new ArrayList<>();

  /** What a request asks for, with what the API adds and how it writes amounts. */
  static JsonNode content(JsonNode request) {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    JsonNode price = request.path("price");
    Currency currency = Currency.getInstance(price.path("currency").asText());
    content.set("name", request.path("name"));
    content.put("description", request.path("description").asText(""));
    content
        .putObject("price")
        .put(
            "amount",
            new BigDecimal(price.path("amount").asText())
                .setScale(currency.getDefaultFractionDigits())
                .toPlainString())
        .put("currency", currency.getCurrencyCode());
    content.put("quantity", request.path("quantity").asInt());
    content.set(
        "tags",
        request.path("tags").isArray()
            ? request.path("tags")
            : JsonNodeFactory.instance.arrayNode());
    if (request.path("description").isNull()) {
      content.put("description", "");
    }
    return content;
  }

  boolean isEmpty() {
    return liveIds.isEmpty();
  }

  boolean hasDeleted() {
    return !deletedIds.isEmpty();
  }

  Item anyLive(Dice dice) {
    return requireNonNull(live.get(dice.pick(liveIds)));
  }

  Item anyDeleted(Dice dice) {
    return requireNonNull(deleted.get(dice.pick(deletedIds)));
  }

  List<Item> allLive() {
    return List.copyOf(live.values());
  }

  List<Item> allDeleted() {
    return List.copyOf(deleted.values());
  }

  void put(Item item) {
    if (live.put(item.id(), item) == null) {
      liveIds.add(item.id());
    }
    if (deleted.remove(item.id()) != null) {
      deletedIds.remove(item.id());
    }
  }

  void delete(Item item) {
    live.remove(item.id());
    liveIds.remove(item.id());
    deleted.put(item.id(), item);
    deletedIds.add(item.id());
  }

  /** An item of which nothing is known any more. */
  void forget(Item item) {
    live.remove(item.id());
    liveIds.remove(item.id());
    deleted.remove(item.id());
    deletedIds.remove(item.id());
  }
}
