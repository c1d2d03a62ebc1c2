package org.acme.items.backend.items.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.acme.items.backend.items.ItemsUnavailableException;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * The table behind a client; every call's failures mean the same.
 *
 * @param listTimeout for all calls of a page together
 */
record Table(DynamoDbClient client, String name, Duration listTimeout) {
  /** How one call of several that share a deadline is limited. */
  static AwsRequestOverrideConfiguration until(Instant deadline) {
    Duration left = Duration.between(Instant.now(), deadline);
    if (!left.isPositive()) {
      throw new ItemsUnavailableException("no time left", null);
    }
    return AwsRequestOverrideConfiguration.builder().apiCallTimeout(left).build();
  }

  /**
   * Calls DynamoDB.
   *
   * @throws ItemsUnavailableException if it did not answer in time, throttled, failed by itself, or
   *     has no such table; other exceptions of the SDK pass
   */
  <T> T call(Function<DynamoDbClient, T> operation) {
    try {
      return operation.apply(client);
    } catch (SdkException e) {
      if (isUnavailable(e)) {
        throw new ItemsUnavailableException(e.getClass().getSimpleName(), e);
      }
      throw e;
    }
  }

  private static boolean isUnavailable(SdkException e) {
    return switch (e) {
      case ResourceNotFoundException _ -> true;
      case DynamoDbException service ->
          service.isThrottlingException() || service.statusCode() >= 500;
      // Time-outs, refused connections, no free connection in the pool.
      case SdkClientException _ -> true;
      default -> false;
    };
  }
}
