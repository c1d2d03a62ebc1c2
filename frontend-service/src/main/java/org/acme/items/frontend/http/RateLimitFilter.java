package org.acme.items.frontend.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what one address sends above the limit, before its body is read. A fence against loops in
 * a client, per task and in memory; it is not a quota. Pages and forms count; health, metrics,
 * style sheet and scripts do not.
 */
@ApplicationScoped // made with the first request: configuration is not known when filters are
class RateLimitFilter {
  /** Addresses remembered; the ones not seen for the longest time are forgotten first. */
  private static final int MAX_ADDRESSES = 10_000;

  private final TrustedProxies proxies;
  private final LoadingCache<String, Bucket> buckets;

  RateLimitFilter(LimitsConfig limits, TrustedProxies proxies) {
    this.proxies = proxies;
    int perSecond = limits.requestsPerSecond();
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MAX_ADDRESSES)
            .expireAfterAccess(Duration.ofMinutes(1))
            .build(address -> bucket(perSecond));
  }

  private static Bucket bucket(int perSecond) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
        .build();
  }

  /** Returns the refusal, or null to go on. Before the check of where a form comes from. */
  @ServerRequestFilter(
      preMatching = true,
      nonBlocking = true,
      priority = Priorities.AUTHENTICATION - 1)
  @Nullable Response refuseFlood(HttpServerRequest request) {
    ConsumptionProbe probe =
        buckets.get(proxies.clientAddress(request)).tryConsumeAndReturnRemaining(1);
    if (probe.isConsumed()) {
      return null;
    }
    // Rounded up: a client that comes back in time must not be refused again.
    long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
    Response page =
        ErrorPages.page(
            429,
            "Too many requests at once",
            "Your network sends more than this site takes from one address. Nothing was changed;"
                + " try again in a moment.");
    return Response.fromResponse(page).header(HttpHeaders.RETRY_AFTER, seconds).build();
  }
}
