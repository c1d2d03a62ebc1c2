package org.acme.items.backend.items.dynamodb;

import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import org.acme.items.backend.http.RequestDeadline;
import org.acme.items.backend.items.ItemRepository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Says that items are kept in DynamoDB: the one place to change for another store. */
final class ItemRepositoryProducer {
  @Produces
  @ApplicationScoped
  ItemRepository items(
      DynamoDbClient client,
      ItemTableConfig config,
      RequestDeadline request,
      @VirtualThreads ExecutorService threads,
      Clock clock) {
    return new DynamoDbItemRepository(
        () -> new Table(client, config.name(), config.callTimeout(), request.get()),
        config.listTimeout(),
        threads,
        clock);
  }
}
