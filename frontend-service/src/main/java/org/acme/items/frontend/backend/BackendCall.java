package org.acme.items.frontend.backend;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to call the backend.
 *
 * @param operation such as {@code list items}
 * @param address IP address and port that it was sent to
 * @param outcome status of the answer, or why there was none
 * @param traceId of the request that it was made for; null if it is not traced
 */
public record BackendCall(
    Instant at,
    String operation,
    String address,
    String outcome,
    Duration took,
    @Nullable String traceId) {}
