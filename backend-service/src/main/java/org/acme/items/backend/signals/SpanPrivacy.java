package org.acme.items.backend.signals;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Empties what would tell in a trace who asked, or what they typed. Only spans that leave come
 * here.
 */
@Singleton
final class SpanPrivacy implements SpanProcessor {
  private static final List<AttributeKey<String>> PERSONAL =
      List.of(
          AttributeKey.stringKey("client.address"),
          AttributeKey.stringKey("network.peer.address"),
          AttributeKey.stringKey("url.query"),
          AttributeKey.stringKey("user_agent.original"));

  private static final AttributeKey<String> URL = AttributeKey.stringKey("url.full");

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    for (AttributeKey<String> key : PERSONAL) {
      if (span.getAttribute(key) != null) {
        span.setAttribute(key, "");
      }
    }
    @Nullable String url = span.getAttribute(URL);
    if (url != null && url.contains("?")) {
      span.setAttribute(URL, url.substring(0, url.indexOf('?')));
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {}

  @Override
  public boolean isEndRequired() {
    return false;
  }
}
