package org.acme.items.backend.items.dynamodb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** The client as Quarkus configures it, and measured. */
final class DynamoDbClientProducer {
  @Produces
  @ApplicationScoped
  DynamoDbClient client(DynamoDbClientBuilder builder, DynamoDbMetrics metrics) {
    return builder
        .overrideConfiguration(
            builder.overrideConfiguration().toBuilder().addMetricPublisher(metrics).build())
        .build();
  }
}
