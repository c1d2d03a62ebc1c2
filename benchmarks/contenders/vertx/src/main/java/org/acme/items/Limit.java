package org.acme.items;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;

/**
 * What the platform allows: every request is answered with the same item. {@code constant} does
 * only that; {@code raw} calls the table before, as plain HTTP, and throws its answer away.
 */
public final class Limit {
  private static final Buffer ITEM =
      Buffer.buffer(
          """
          {"id":"019aa0f6-5a3c-7b21-9c4e-3f0d8a6b7c15","name":"Oolong tea","description":"Loose leaves, 100 g",\
          "price":{"amount":"12.50","currency":"EUR"},"quantity":42,"tags":["drink","tea"],"version":1,\
          "createdAt":"2026-11-20T10:15:30.123Z","updatedAt":"2026-11-20T10:15:30.123Z"}\
          """);

  private static final Buffer GET_ITEM =
      Buffer.buffer(
          """
          {"TableName":"%s","Key":{"pk":{"S":"ITEM#019aa0f6-5a3c-7b21-9c4e-3f0d8a6b7c15"}},"ConsistentRead":true}\
          """
              .formatted(System.getenv("ITEMS_TABLE")));

  private Limit() {}

  public static void main(String[] args) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    Handler<HttpServerRequest> handler =
        switch (args[0]) {
          case "constant" -> Limit::constant;
          case "raw" -> raw(vertx);
          default -> throw new IllegalArgumentException("constant or raw, not " + args[0]);
        };
    vertx
        .createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
        .requestHandler(handler)
        .listen(Integer.parseInt(System.getenv("PORT")))
        .onFailure(failure -> {
          System.err.println(failure);
          System.exit(1);
        });
  }

  private static void constant(HttpServerRequest request) {
    request.body().onSuccess(body -> answer(request));
  }

  private static Handler<HttpServerRequest> raw(Vertx vertx) {
    HttpClient client =
        vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(100).setConnectTimeout(500));
    URI table = URI.create(System.getenv("AWS_ENDPOINT_URL_DYNAMODB"));
    RequestOptions call =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(table.getHost())
            .setPort(table.getPort())
            .setURI("/")
            .setTimeout(1800)
            .putHeader("Content-Type", "application/x-amz-json-1.0")
            .putHeader("X-Amz-Target", "DynamoDB_20120810.GetItem")
            // Not checked by DynamoDB Local, which only wants its form.
            .putHeader(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request,"
                    + " SignedHeaders=host, Signature=0");
    return request ->
        request
            .body()
            .compose(body -> client.request(call))
            .compose(outgoing -> outgoing.send(GET_ITEM))
            .compose(incoming ->
                incoming
                    .body()
                    .map(ignored -> {
                      if (incoming.statusCode() != 200) {
                        throw new IllegalStateException("table: " + incoming.statusCode());
                      }
                      return ignored;
                    }))
            .onSuccess(ignored -> answer(request))
            .onFailure(failure -> request.response().setStatusCode(503).end(failure.toString()));
  }

  private static void answer(HttpServerRequest request) {
    request
        .response()
        .putHeader("Content-Type", "application/json")
        .putHeader("ETag", "\"1\"")
        .putHeader("Cache-Control", "private, no-cache")
        .end(ITEM);
  }
}
