package org.acme.items.backend.items.dynamodb;

import java.time.Clock;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.acme.items.backend.DynamoDbLocal;
import org.acme.items.backend.http.Deadline;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.utils.AttributeMap;

/** A DynamoDB Local with the table, and repositories on it with clients as a test wants them. */
final class TestTable implements AutoCloseable {
  static final String NAME = "items";

  /** Long: a machine that runs tests may be slow. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final DynamoDbLocal dynamoDb = new DynamoDbLocal();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SdkHttpClient http =
      ServiceLoader.load(SdkHttpService.class)
          .findFirst()
          .orElseThrow()
          .createHttpClientBuilder()
          .buildWithDefaults(
              AttributeMap.builder()
                  .put(SdkHttpConfigurationOption.MAX_CONNECTIONS, 64)
                  .put(SdkHttpConfigurationOption.READ_TIMEOUT, Duration.ofSeconds(30))
                  .build());

  TestTable() {
    dynamoDb.start();
    try (DynamoDbClient client = client(UnaryOperator.identity())) {
      client.createTable(ItemTable.definition(NAME));
    }
  }

  SdkHttpClient http() {
    return http;
  }

  DynamoDbClient client(UnaryOperator<DynamoDbClientBuilder> configure) {
    return configure
        .apply(
            DynamoDbClient.builder()
                .httpClient(http)
                .endpointOverride(dynamoDb.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"))))
        .build();
  }

  DynamoDbItemRepository repository(DynamoDbClient client, Clock clock) {
    return repository(client, NAME, Deadline.none(), clock);
  }

  /** The table for requests that may take any time. */
  Table table(DynamoDbClient client) {
    return new Table(client, NAME, TIMEOUT, Deadline.none());
  }

  /** A repository of which every request has the same deadline. */
  DynamoDbItemRepository repository(
      DynamoDbClient client, String name, Deadline deadline, Clock clock) {
    Table table = new Table(client, name, TIMEOUT, deadline);
    return new DynamoDbItemRepository(() -> table, TIMEOUT, threads, clock);
  }

  @Override
  public void close() {
    threads.close();
    http.close();
    dynamoDb.close();
  }
}
