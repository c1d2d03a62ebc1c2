package org.acme.items.backend.items.dynamodb;

import java.time.Duration;
import java.util.function.BiFunction;
import org.acme.items.backend.http.Deadline;
import org.acme.items.backend.items.ItemsUnavailableException;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * The table as one request uses it; every call ends before the request's deadline, and every call's
 * failures mean the same.
 *
 * @param callTimeout for one call with its repetitions, however far away the deadline is
 */
record Table(DynamoDbClient client, String name, Duration callTimeout, Deadline deadline) {
  /** The table with a deadline for several calls together, unless the one it has is earlier. */
  Table within(Duration timeout) {
    return new Table(client, name, callTimeout, deadline.atMost(timeout));
  }

  /**
   * Calls DynamoDB.
   *
   * @throws org.acme.items.backend.http.ProblemException if the caller's time is over; nothing was
   *     sent then
   * @throws ItemsUnavailableException if DynamoDB did not answer in time, throttled, failed by
   *     itself, or has no such table; other exceptions of the SDK pass
   */
  <Q extends DynamoDbRequest, A> A call(Q request, BiFunction<DynamoDbClient, Q, A> operation) {
    Q limited = limited(request, timeout());
    try {
      return operation.apply(client, limited);
    } catch (SdkException e) {
      if (isUnavailable(e)) {
        throw new ItemsUnavailableException(e.getClass().getSimpleName(), e);
      }
      throw e;
    }
  }

  private Duration timeout() {
    Duration left = deadline.left();
    // The SDK takes a timeout below a millisecond for none.
    if (left.toMillis() < 1) {
      throw deadline.ofCaller()
          ? Deadline.exceeded()
          : new ItemsUnavailableException("no time left", null);
    }
    return left.compareTo(callTimeout) < 0 ? left : callTimeout;
  }

  @SuppressWarnings("unchecked") // a request's builder builds such a request
  private static <Q extends DynamoDbRequest> Q limited(Q request, Duration timeout) {
    return (Q)
        request.toBuilder()
            .overrideConfiguration(
                AwsRequestOverrideConfiguration.builder().apiCallTimeout(timeout).build())
            .build();
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
