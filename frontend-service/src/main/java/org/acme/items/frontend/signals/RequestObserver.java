package org.acme.items.frontend.signals;

import io.opentelemetry.api.trace.Span;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.acme.items.frontend.http.ConcurrencyLimit;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Counts every answer of the application, and logs those that are worth a line: traced, failed,
 * slow, or of a change. Of a request only its route is told, never a value in it.
 */
@Singleton
final class RequestObserver {
  private static final Logger LOG = Logger.getLogger(RequestObserver.class);

  /** Before everything that takes time or may answer. */
  private static final int FIRST = 3000;

  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  /** What a load balancer names a request by, also in its access log. */
  private static final String LOAD_BALANCER_ID = "X-Amzn-Trace-Id";

  private static final Pattern PATTERN_OF_A_PARAMETER = Pattern.compile(":[^}]*}");
  private static final Pattern ROOT = Pattern.compile("Root=(1-[0-9a-f]{8}-[0-9a-f]{24})");

  private final RequestTally tally;
  private final long slowNanos;

  RequestObserver(RequestTally tally, SignalsConfig config) {
    this.tally = tally;
    this.slowNanos = TimeUnit.MILLISECONDS.toNanos(config.sloLatencyMs());
  }

  void register(@Observes Filters filters) {
    filters.register(this::observe, FIRST);
  }

  private void observe(RoutingContext exchange) {
    if (!exchange.normalizedPath().startsWith("/q/")) {
      long start = System.nanoTime();
      nameInLogs(exchange.request().getHeader(LOAD_BALANCER_ID));
      exchange.addEndHandler(end -> {
        // Else the connection was lost, and nobody was answered.
        if (end.succeeded()) {
          answered(exchange, System.nanoTime() - start);
        }
      });
    }
    exchange.next();
  }

  private static void nameInLogs(@Nullable String loadBalancerId) {
    if (loadBalancerId != null) {
      Matcher root = ROOT.matcher(loadBalancerId);
      if (root.find()) {
        MDC.put("requestId", root.group(1));
      }
    }
  }

  private void answered(RoutingContext exchange, long nanos) {
    int status = exchange.response().getStatusCode();
    String method = exchange.request().method().name();
    @Nullable String route = route(exchange);
    if (route == null && status < 400) {
      // A file, such as the style sheet.
      return;
    }
    tally.add(status, nanos);
    boolean changed = status < 400 && !READS.contains(method);
    boolean traced = Span.current().getSpanContext().isSampled();
    boolean worthALine = status >= 500 || nanos > slowNanos || changed || traced;
    if (worthALine && !ConcurrencyLimit.isRefused(exchange)) {
      LOG.infof(
          "request answered method=%s route=%s status=%d ms=%d",
          method, route == null ? "none" : route, status, TimeUnit.NANOSECONDS.toMillis(nanos));
    }
  }

  /** Null if there is none. */
  private static @Nullable String route(RoutingContext exchange) {
    @Nullable String template =
        ((HttpServerRequestInternal) exchange.request()).context().getLocal("UrlPathTemplate");
    return template == null ? null : PATTERN_OF_A_PARAMETER.matcher(template).replaceAll("}");
  }
}
