package org.acme.items;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

@Repository
public class ItemRepository {
  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private final DynamoDbClient client;
  private final String table;

  ItemRepository(DynamoDbClient client, @Value("${items.table}") String table) {
    this.client = client;
    this.table = table;
  }

  Optional<Item> find(UUID id) {
    var answer = client.getItem(get -> get.tableName(table).key(key(id)).consistentRead(true));
    return answer.hasItem() ? Optional.of(item(answer.item())) : Optional.empty();
  }

  /** Empty if the item is not of this version. */
  Optional<Item> replace(UUID id, long version, NewItem content) {
    try {
      var answer =
          client.updateItem(update ->
              update
                  .tableName(table)
                  .key(key(id))
                  .updateExpression(
                      "SET #name = :name, description = :description, amount = :amount,"
                          + " currency = :currency, quantity = :quantity, tags = :tags,"
                          + " updatedAt = :updatedAt, writeId = :writeId,"
                          + " version = version + :one")
                  .conditionExpression("version = :version")
                  .expressionAttributeNames(Map.of("#name", "name"))
                  .expressionAttributeValues(
                      Map.of(
                          ":name", fromS(content.name()),
                          ":description", fromS(content.description()),
                          ":amount", fromS(content.price().amount()),
                          ":currency", fromS(content.price().currency()),
                          ":quantity", fromN(content.quantity().toString()),
                          ":tags",
                              fromL(content.tags().stream().map(AttributeValue::fromS).toList()),
                          ":updatedAt", fromS(MILLISECONDS.format(Instant.now())),
                          ":writeId", fromS(UUID.randomUUID().toString()),
                          ":one", fromN("1"),
                          ":version", fromN(Long.toString(version))))
                  .returnValues(ReturnValue.ALL_NEW));
      return Optional.of(item(answer.attributes()));
    } catch (ConditionalCheckFailedException e) {
      return Optional.empty();
    }
  }

  private static Map<String, AttributeValue> key(UUID id) {
    return Map.of("pk", fromS("ITEM#" + id));
  }

  private static Item item(Map<String, AttributeValue> attributes) {
    return new Item(
        attributes.get("id").s(),
        attributes.get("name").s(),
        attributes.get("description").s(),
        new Price(attributes.get("amount").s(), attributes.get("currency").s()),
        Integer.parseInt(attributes.get("quantity").n()),
        attributes.get("tags").l().stream().map(AttributeValue::s).toList(),
        Long.parseLong(attributes.get("version").n()),
        attributes.get("createdAt").s(),
        attributes.get("updatedAt").s());
  }
}
