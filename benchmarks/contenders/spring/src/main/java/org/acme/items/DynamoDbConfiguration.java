package org.acme.items;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

@Configuration(proxyBeanMethods = false)
public class DynamoDbConfiguration {
  /** Region, credentials and endpoint are found by the SDK. */
  @Bean
  DynamoDbClient dynamoDbClient() {
    return DynamoDbClient.builder()
        .httpClientBuilder(
            ApacheHttpClient.builder()
                .maxConnections(100)
                .connectionTimeout(Duration.ofMillis(500)))
        .overrideConfiguration(override ->
            override.retryStrategy(RetryMode.STANDARD).apiCallTimeout(Duration.ofMillis(1800)))
        .build();
  }

  @Bean
  HealthIndicator table(DynamoDbClient client, @Value("${items.table}") String table) {
    return () -> {
      try {
        var status =
            client.describeTable(describe -> describe.tableName(table)).table().tableStatus();
        return status == TableStatus.ACTIVE
            ? Health.up().build()
            : Health.down().withDetail("status", status).build();
      } catch (SdkException e) {
        return Health.down(e).build();
      }
    };
  }
}
