package org.acme.items.frontend.http;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The trace of the request that is being answered, for the footer: by its id logs are searched. */
@Named("trace")
@Singleton
public final class CurrentTrace {
  /** Null outside of a request. */
  public @Nullable String id() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid() ? span.getTraceId() : null;
  }
}
