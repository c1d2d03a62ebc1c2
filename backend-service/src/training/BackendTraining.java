import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the backend does in its training: all that {@code contracts/openapi.yaml} has, with a
 * stand-in for DynamoDB, which starts at once on every processor.
 */
final class BackendTraining {
  private static final String ITEM = "/items/" + id(0);
  private static final String UNKNOWN = "/items/019aa0f6-5a3c-7b21-9c4e-000000000000";
  private static final Pattern ID = Pattern.compile("ITEM#([0-9a-f-]{36})");
  private static final Pattern NEXT = Pattern.compile("\"nextPageToken\":\"([^\"]+)\"");

  /** Of the list index. */
  private static final int SHARDS = 4;

  private static final int ITEMS_IN_SHARD = 3;

  private final String newItem;

  private BackendTraining(Path contracts) throws IOException {
    newItem = Files.readString(contracts.resolve("new-item.json"));
  }

  public static void main(String[] args) throws IOException {
    BackendTraining backend = new BackendTraining(Path.of(args[0]));
    Training.run(
        Map.of(
            "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb(),
            "AWS_REGION", "local",
            "AWS_ACCESS_KEY_ID", "local",
            "AWS_SECRET_ACCESS_KEY", "local",
            "OTEL_EXPORTER_OTLP_ENDPOINT", Training.traces(),
            "OTEL_TRACES_SAMPLER_ARG", "1",
            "METRICS_NAMESPACE", "Training",
            "REQUESTS_PER_SECOND", "1000000",
            "SHUTDOWN_DELAY", "PT0S"),
        backend::round);
  }

  /** The stand-in's address. */
  static String dynamoDb() throws IOException {
    return Training.standIn(BackendTraining::answerAsDynamoDb);
  }

  private void round(Training training) throws IOException, InterruptedException {
    String json = "application/json";
    String wait = "Request-Timeout-Ms";
    training.get(200, "/q/health/ready");
    training.get(200, "/q/health/live");
    training.send(201, "POST", "/items", newItem, "Content-Type", json, wait, "1500");
    training.send(
        201, "POST", "/items", newItem, "Content-Type", json, "Idempotency-Key", "training");
    training.send(400, "POST", "/items", "{\"name\": \" \"}", "Content-Type", json);
    String page = training.get(200, "/items?limit=2", wait, "1500").body();
    var next = NEXT.matcher(page);
    if (!next.find()) {
      throw new IllegalStateException("a page of 2 has no next one: " + page);
    }
    training.get(200, "/items?limit=2&pageToken=" + URLEncoder.encode(next.group(1), UTF_8));
    training.get(200, "/items");
    training.get(400, "/items?limit=0");
    for (int i = 0; i < 3; i++) {
      training.get(200, ITEM, wait, "1500");
    }
    training.get(304, ITEM, "If-None-Match", "\"1\"");
    training.get(404, UNKNOWN);
    training.send(200, "PUT", ITEM, newItem, "Content-Type", json, "If-Match", "\"1\"");
    training.send(412, "PUT", ITEM, newItem, "Content-Type", json, "If-Match", "\"9\"");
    training.send(428, "PUT", ITEM, newItem, "Content-Type", json);
    training.send(204, "DELETE", ITEM, "", "If-Match", "\"1\"");
    training.send(200, "POST", ITEM + "/restore", "");
    training.get(200, "/q/metrics");
  }

  /** Every item is there in its first version, but for one. */
  private static void answerAsDynamoDb(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    int status = 200;
    String answer =
        switch (target.substring(target.indexOf('.') + 1)) {
          case "DescribeTable" ->
              """
              {"Table": {"TableName": "items", "TableStatus": "ACTIVE",
               "GlobalSecondaryIndexes": [{"IndexName": "newest", "IndexStatus": "ACTIVE"}]}}\
              """;
          case "GetItem" ->
              ids(body)
                  .filter(id -> !UNKNOWN.endsWith(id))
                  .map(id -> "{\"Item\": " + row(id) + "}")
                  .findFirst()
                  .orElse("{}");
          case "BatchGetItem" ->
              "{\"Responses\": {\"items\": [%s]}, \"UnprocessedKeys\": {}}"
                  .formatted(ids(body).map(BackendTraining::row).collect(Collectors.joining(", ")));
          case "Query" -> "{\"Items\": [%s]}".formatted(keys(body));
          case "UpdateItem" -> {
            String row = row(ids(body).findFirst().orElseThrow());
            if (body.contains("{\"N\":\"9\"}")) {
              status = 400;
              yield """
              {"__type": "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
               "message": "The conditional request failed", "Item": %s}\
              """
                  .formatted(row);
            }
            yield "{\"Attributes\": " + row + "}";
          }
          default -> "{}";
        };
    Training.answer(exchange, status, "application/x-amz-json-1.0", answer);
  }

  private static Stream<String> ids(String body) {
    return ID.matcher(body).results().map(found -> found.group(1));
  }

  /** Rows of the list index, of the shard that is asked for. */
  private static String keys(String body) {
    int shard =
        IntStream.range(0, SHARDS)
            .filter(number -> body.contains("\":shard\":{\"S\":\"" + number + "\"}"))
            .findFirst()
            .orElseThrow();
    return IntStream.range(0, ITEMS_IN_SHARD)
        .mapToObj(number -> id(shard * ITEMS_IN_SHARD + number))
        .map(id ->
            "{\"pk\": {\"S\": \"ITEM#%s\"}, \"shard\": {\"S\": \"%d\"}, \"id\": {\"S\": \"%s\"}}"
                .formatted(id, shard, id))
        .collect(Collectors.joining(", "));
  }

  private static String id(int number) {
    return "019aa0f6-5a3c-7b21-9c4e-3f0d8a6b7%03d".formatted(number);
  }

  private static String row(String id) {
    return """
    {"pk": {"S": "ITEM#%s"}, "id": {"S": "%s"}, "shard": {"S": "0"},
     "name": {"S": "Oolong tea"}, "description": {"S": "Loose leaves, 100 g"},
     "amount": {"S": "12.50"}, "currency": {"S": "EUR"}, "quantity": {"N": "42"},
     "tags": {"L": [{"S": "drink"}, {"S": "tea"}]}, "version": {"N": "1"},
     "createdAt": {"S": "2026-11-20T10:15:30.123Z"},
     "updatedAt": {"S": "2026-11-20T10:15:30.123Z"}, "writeId": {"S": "none"}}\
    """
        .formatted(id, id);
  }
}
