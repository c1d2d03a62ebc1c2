package org.acme.items.loadtest.engine;

import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request.
 *
 * @param path from the root, with query
 * @param body JSON
 * @param keepBody whether the answer's body is wanted
 * @param ended told how it ended; null where there was no answer
 */
public record PlannedRequest(
    String method,
    String path,
    Map<String, String> headers,
    @Nullable String body,
    boolean keepBody,
    Consumer<@Nullable Answer> ended) {
  public PlannedRequest {
    headers = Map.copyOf(headers);
  }
}
