package org.acme.items.backend.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses what one address sends above the limit, before its body is read. A fence against loops in
 * a client, per task and in memory; it is not a quota.
 */
@ApplicationScoped // made with the first request: configuration is not known when filters are
class RateLimitFilter {
  /** Addresses remembered; the ones not seen for the longest time are forgotten first. */
  private static final int MAX_ADDRESSES = 10_000;

  private final LoadingCache<String, Bucket> buckets;

  RateLimitFilter(LimitsConfig limits) {
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

  @ServerRequestFilter(preMatching = true, nonBlocking = true)
  void refuseFlood(HttpServerRequest request) {
    String address = request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    ConsumptionProbe probe = buckets.get(address).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw ProblemException.retryAfter(
          ProblemType.TOO_MANY_REQUESTS,
          "This address sends more requests than one task takes from it",
          Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }
}
