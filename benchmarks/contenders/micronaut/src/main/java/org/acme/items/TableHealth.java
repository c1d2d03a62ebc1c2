package org.acme.items;

import io.micronaut.context.annotation.Property;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import jakarta.inject.Singleton;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

@Singleton
public class TableHealth extends AbstractHealthIndicator<Map<String, Object>> {
  private final DynamoDbClient client;
  private final String table;

  TableHealth(DynamoDbClient client, @Property(name = "items.table") String table) {
    this.client = client;
    this.table = table;
  }

  @Override
  protected Map<String, Object> getHealthInformation() {
    try {
      var status =
          client.describeTable(describe -> describe.tableName(table)).table().tableStatus();
      healthStatus = status == TableStatus.ACTIVE ? HealthStatus.UP : HealthStatus.DOWN;
      return Map.of("status", status.toString());
    } catch (SdkException e) {
      healthStatus = HealthStatus.DOWN;
      return Map.of("error", e.toString());
    }
  }

  @Override
  protected String getName() {
    return "table";
  }
}
