package org.acme.items.backend.items.dynamodb;

import static org.acme.items.backend.items.dynamodb.ItemTable.KEY;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.security.SecureRandom;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The key that signs page tokens. All tasks need the same one, so it is a row of the table, made at
 * random by the task that needs it first: no secret has to be set up, and who can read the row can
 * read every item anyway. Deleting the row and restarting the tasks makes a new key.
 */
final class PageTokenKey {
  private static final Map<String, AttributeValue> ROW =
      Map.of(KEY, fromS(ItemTable.settingKey("page-token-key")));
  private static final String VALUE = "value";

  private volatile @Nullable PageTokens tokens;

  /** Reads the key once; two threads that come first both read the same one. */
  PageTokens tokens(Table table) {
    PageTokens known = tokens;
    if (known == null) {
      Map<String, AttributeValue> row =
          table
              .call(
                  GetItemRequest.builder()
                      .tableName(table.name())
                      .key(ROW)
                      .consistentRead(true)
                      .build(),
                  DynamoDbClient::getItem)
              .item();
      known = new PageTokens(row.isEmpty() ? create(table) : value(row));
      tokens = known;
    }
    return known;
  }

  private static byte[] create(Table table) {
    byte[] key = new byte[PageTokens.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    Map<String, AttributeValue> row =
        Map.of(KEY, ROW.get(KEY), VALUE, fromB(SdkBytes.fromByteArray(key)));
    try {
      table.call(
          PutItemRequest.builder()
              .tableName(table.name())
              .item(row)
              .conditionExpression("attribute_not_exists(pk)")
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
              .build(),
          DynamoDbClient::putItem);
      return key;
    } catch (ConditionalCheckFailedException e) {
      return value(e.item());
    }
  }

  private static byte[] value(Map<String, AttributeValue> row) {
    return ItemAttributes.get(row, VALUE).b().asByteArray();
  }
}
