package org.acme.items.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** DynamoDB Local in memory, beside the load, with a table that has an item for each client. */
final class DynamoDbLocal implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** It wants to know who asks, and believes everybody. */
  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request,"
          + " SignedHeaders=host, Signature=local";

  private static final String TABLE =
      """
      {"TableName":"items","BillingMode":"PAY_PER_REQUEST",\
      "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},\
      {"AttributeName":"shard","AttributeType":"S"},{"AttributeName":"id","AttributeType":"S"}],\
      "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],\
      "GlobalSecondaryIndexes":[{"IndexName":"newest","Projection":{"ProjectionType":"KEYS_ONLY"},\
      "KeySchema":[{"AttributeName":"shard","KeyType":"HASH"},\
      {"AttributeName":"id","KeyType":"RANGE"}]}]}\
      """;

  private final Process process;
  private final Path log;
  private final String url;

  private DynamoDbLocal(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.url = "http://127.0.0.1:" + port;
  }

  /** Returns when it has the items. */
  static DynamoDbLocal start(Path root, Path logs) throws IOException, InterruptedException {
    Path arguments = root.resolve("dynamodb-local/target/dynamodb-local.args");
    if (!Files.exists(arguments)) {
      throw new BenchException(
          "DynamoDB Local is not there; ./mvnw -f dynamodb-local/pom.xml package gets it");
    }
    int port = Server.freePort();
    Path log = Files.createDirectories(logs).resolve("dynamodb-local.log");
    ProcessBuilder command =
        new ProcessBuilder(
                List.of(
                    "taskset",
                    "-c",
                    Processors.LOAD,
                    Java.command("java"),
                    "@" + arguments,
                    "-inMemory",
                    "-port",
                    Integer.toString(port)))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    command.environment().put("DDB_LOCAL_TELEMETRY", "0");
    Process process = command.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    DynamoDbLocal table = new DynamoDbLocal(process, log, port);
    try {
      table.fill(port);
    } catch (IOException | InterruptedException | RuntimeException e) {
      table.close();
      throw e;
    }
    return table;
  }

  String url() {
    return url;
  }

  private void fill(int port) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isListening(port)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new BenchException("DynamoDB Local did not start; see " + log);
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      call(http, "CreateTable", TABLE);
      for (int client = 0; client < Load.CONNECTIONS; client++) {
        String item = StandIns.attributes(StandIns.id(client));
        call(http, "PutItem", "{\"TableName\":\"items\",\"Item\":" + item + "}");
      }
    }
  }

  private void call(HttpClient http, String operation, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(PATIENCE)
            .header("Authorization", AUTHORIZATION)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "DynamoDB_20120810." + operation)
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new BenchException(
          "DynamoDB Local answered %s with status %d: %s"
              .formatted(operation, response.statusCode(), response.body()));
    }
  }

  private static boolean isListening(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
