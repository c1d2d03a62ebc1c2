package org.acme.items.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the services call: a table that has one item whatever is asked for, and takes all changes of
 * it, a backend that has it too, and lists it 25 times, and a collector of traces. All answer at
 * once, so that they are never the limit.
 */
final class StandIns implements AutoCloseable {
  /** The item that is always there. */
  static final String ID = "019aa0f6-5a3c-7b21-9c4e-3f0d8a6b7c15";

  /**
   * Ids that differ in their last two digits: of items of the load's clients, the first is {@link
   * #ID}.
   */
  static String id(int client) {
    return ID.substring(0, ID.length() - 2) + "%02x".formatted((0x15 + client) % 0x100);
  }

  /** Its version, also after a change, so that the same change can be made again. */
  static final long VERSION = 1;

  private static final Map<String, Buffer> ANSWERS =
      Map.of(
          "GetItem", Buffer.buffer("{\"Item\":" + attributes(ID) + "}"),
          "UpdateItem", Buffer.buffer("{\"Attributes\":" + attributes(ID) + "}"),
          "DescribeTable",
              Buffer.buffer(
                  """
                  {"Table":{"TableName":"items","TableStatus":"ACTIVE","GlobalSecondaryIndexes":\
                  [{"IndexName":"newest","IndexStatus":"ACTIVE"}]}}\
                  """));

  private static final String ITEM =
      """
      {"id":"%s","name":"Oolong tea","description":"Loose leaves, 100 g",\
      "price":{"amount":"12.50","currency":"EUR"},"quantity":42,"tags":["drink","tea"],\
      "version":%d,"createdAt":"2026-11-20T10:15:30.123Z","updatedAt":"2026-11-20T10:15:30.123Z"}\
      """
          .formatted(ID, VERSION);

  /** What the frontend asks for if nobody says otherwise. */
  private static final int PAGE = 25;

  private static final Buffer LIST =
      Buffer.buffer(
          "{\"items\":[%s],\"nextPageToken\":\"more\"}"
              .formatted(String.join(",", Collections.nCopies(PAGE, ITEM))));

  private static final Buffer OTHERWISE = Buffer.buffer("{}");

  private final AtomicLong traces = new AtomicLong();
  private final HttpServer server;

  StandIns(Vertx vertx) {
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  /** {@code http://host:port}. */
  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** An item as the table has it. */
  static String attributes(String id) {
    return """
    {"pk":{"S":"ITEM#%1$s"},"id":{"S":"%1$s"},"shard":{"S":"1"},"name":{"S":"Oolong tea"},\
    "description":{"S":"Loose leaves, 100 g"},"amount":{"S":"12.50"},"currency":{"S":"EUR"},\
    "quantity":{"N":"42"},"tags":{"L":[{"S":"drink"},{"S":"tea"}]},"version":{"N":"%2$d"},\
    "writeId":{"S":"7b0f2ad4-1a0c-4d0e-9a51-0d1f0b7d9f10"},\
    "createdAt":{"S":"2026-11-20T10:15:30.123Z"},"updatedAt":{"S":"2026-11-20T10:15:30.123Z"}}\
    """
        .formatted(id, VERSION);
  }

  /** Calls that brought spans. */
  long traces() {
    return traces.get();
  }

  private void answer(HttpServerRequest request) {
    if ("/v1/traces".equals(request.path())) {
      traces.incrementAndGet();
      request.response().putHeader("Content-Type", "application/x-protobuf").end();
      return;
    }
    String target = request.getHeader("X-Amz-Target");
    if (target == null) {
      request
          .response()
          .putHeader("Content-Type", "application/json")
          .putHeader("ETag", "\"%d\"".formatted(VERSION))
          .end("/items".equals(request.path()) ? LIST : Buffer.buffer(ITEM));
      return;
    }
    String operation = target.substring(target.indexOf('.') + 1);
    request
        .response()
        .putHeader("Content-Type", "application/x-amz-json-1.0")
        .end(ANSWERS.getOrDefault(operation, OTHERWISE));
  }

  @Override
  public void close() {
    server.close();
  }
}
