package org.acme.items.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What ECS tells a task about itself; see "Task metadata endpoint version 4" in the ECS developer
 * guide.
 *
 * @param id last part of the task's ARN
 * @param zone availability zone
 */
record TaskMetadata(@Nullable String id, @Nullable String zone) {
  private static final Logger LOG = Logger.getLogger(TaskMetadata.class);

  static final TaskMetadata UNKNOWN = new TaskMetadata(null, null);

  /** The endpoint is on the task's own host; a start must not wait for it for long. */
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  /**
   * Asks the endpoint once; what cannot be read is unknown, as a service without a name is better
   * than none.
   *
   * @param endpoint value of {@code ECS_CONTAINER_METADATA_URI_V4}
   */
  static TaskMetadata read(URI endpoint) {
    try {
      HttpResponse<byte[]> answer = get(URI.create(endpoint + "/task"));
      return answer.statusCode() == 200
          ? of(new ObjectMapper().readTree(answer.body()))
          : unknown("status " + answer.statusCode());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unknown("interrupted");
    } catch (ExecutionException | TimeoutException | IOException e) {
      Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
      // By its name: a parser's message quotes what it has read.
      return unknown(cause.getClass().getSimpleName());
    }
  }

  private static TaskMetadata of(JsonNode task) {
    String arn = task.path("TaskARN").asText();
    String zone = task.path("AvailabilityZone").asText();
    return new TaskMetadata(known(arn.substring(arn.lastIndexOf('/') + 1)), known(zone));
  }

  private static HttpResponse<byte[]> get(URI uri)
      throws InterruptedException, ExecutionException, TimeoutException {
    HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    try {
      return http.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray())
          // Not the request's own timeout, which ends with the head of the answer.
          .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      http.shutdownNow();
    }
  }

  private static @Nullable String known(String text) {
    return text.isBlank() ? null : text;
  }

  private static TaskMetadata unknown(String reason) {
    LOG.warnf("task metadata not read reason=%s", reason);
    return UNKNOWN;
  }
}
