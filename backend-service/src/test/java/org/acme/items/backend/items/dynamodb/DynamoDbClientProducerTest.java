package org.acme.items.backend.items.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.acme.items.backend.DynamoDbLocal;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@QuarkusTest
@QuarkusTestResource(DynamoDbLocal.class)
class DynamoDbClientProducerTest {
  @Inject DynamoDbClient client;
  @Inject DynamoDbClientProducer producer;

  @Test
  void callThatWasAnsweredLeavesNoTimeoutBehind() {
    for (int i = 0; i < 10; i++) {
      client.listTables();
    }

    assertThat(producer.pendingTimeouts()).isZero();
  }
}
