package org.acme.items;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Factory
public class DynamoDbFactory {
  /** Region, credentials and endpoint are found by the SDK. */
  @Singleton
  @Bean(preDestroy = "close")
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
}
