package org.acme.items.backend.items.dynamodb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** The client as Quarkus configures it, measured, and with time-outs that leave nothing behind. */
@ApplicationScoped
class DynamoDbClientProducer {
  /** Interrupts calls whose time is over. */
  private final ScheduledThreadPoolExecutor timeouts =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("dynamodb-timeouts").factory());

  DynamoDbClientProducer() {
    // Otherwise cancelled time-outs, two of each call, stay until they are due, with all that
    // their requests hold, and get into the old generation.
    timeouts.setRemoveOnCancelPolicy(true);
  }

  @Produces
  @ApplicationScoped
  DynamoDbClient client(DynamoDbClientBuilder builder, DynamoDbMetrics metrics) {
    return builder
        .overrideConfiguration(
            builder.overrideConfiguration().toBuilder()
                .addMetricPublisher(metrics)
                .scheduledExecutorService(timeouts)
                .build())
        .build();
  }

  /** Time-outs of calls that are under way, or should be. */
  int pendingTimeouts() {
    return timeouts.getQueue().size();
  }

  void close(@Disposes DynamoDbClient client) {
    client.close();
    timeouts.shutdownNow();
  }
}
