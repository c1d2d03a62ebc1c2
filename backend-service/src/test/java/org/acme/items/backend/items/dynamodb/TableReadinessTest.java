package org.acme.items.backend.items.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.acme.items.backend.StubDynamoDb;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** How often DynamoDB is asked about the table. */
class TableReadinessTest {
  private final StubDynamoDb dynamoDb = new StubDynamoDb();
  private final DynamoDbClient client =
      DynamoDbClient.builder()
          .endpointOverride(URI.create(dynamoDb.endpoint()))
          .region(Region.EU_CENTRAL_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
          .build();
  private final AtomicLong nanoTime = new AtomicLong();
  private final TableReadiness readiness =
      new TableReadiness(
          client, new Config(), new EndpointOverride(ConfigProvider.getConfig()), nanoTime::get);

  @AfterEach
  void stop() {
    client.close();
    dynamoDb.close();
  }

  @Test
  void stateIsRememberedForTwoSeconds() {
    readiness.call();
    nanoTime.addAndGet(Duration.ofMillis(1999).toNanos());
    dynamoDb.set(StubDynamoDb.Mode.WITHOUT_TABLE);

    Status status = readiness.call().getStatus();

    assertThat(status).isEqualTo(Status.UP);
    assertThat(dynamoDb.calls("DescribeTable")).isEqualTo(1);
  }

  @Test
  void stateIsAskedForAgainAfterTwoSeconds() {
    readiness.call();
    nanoTime.addAndGet(Duration.ofSeconds(2).toNanos());
    dynamoDb.set(StubDynamoDb.Mode.WITHOUT_TABLE);

    Status status = readiness.call().getStatus();

    assertThat(status).isEqualTo(Status.DOWN);
    assertThat(dynamoDb.calls("DescribeTable")).isEqualTo(2);
  }

  @Test
  void manyWhoAskAtTheSameTimeShareOneCall() throws InterruptedException {
    dynamoDb.set(StubDynamoDb.Mode.HANGING);
    List<Thread> callers =
        IntStream.range(0, 20).mapToObj(_ -> Thread.startVirtualThread(readiness::call)).toList();
    Instant deadline = Instant.now().plusSeconds(60);
    while (!callers.stream().allMatch(TableReadinessTest::waits)) {
      assertThat(Instant.now()).isBefore(deadline);
      Thread.onSpinWait();
    }

    dynamoDb.release();

    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(dynamoDb.calls("DescribeTable")).isEqualTo(1);
  }

  /** For the one call or, having made it, for its answer. */
  private static boolean waits(Thread caller) {
    return switch (caller.getState()) {
      case BLOCKED, WAITING, TIMED_WAITING -> true;
      default -> false;
    };
  }

  private static final class Config implements ItemTableConfig {
    @Override
    public String name() {
      return "items";
    }

    @Override
    public Duration callTimeout() {
      return Duration.ofSeconds(30);
    }

    @Override
    public Duration listTimeout() {
      return Duration.ofSeconds(30);
    }

    @Override
    public boolean create() {
      return false;
    }
  }
}
