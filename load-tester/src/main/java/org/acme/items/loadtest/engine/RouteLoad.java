package org.acme.items.loadtest.engine;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * Load on one route.
 *
 * @param host as requests name it, in the Host header and for TLS
 * @param addresses where connections go, in turn; each has its own
 * @param rate requests per second over all addresses
 * @param count of requests
 * @param delay before the first
 * @param connections to each address, at most
 * @param timeout of a request, from the moment it should have been sent
 */
public record RouteLoad(
    String scheme,
    String host,
    int port,
    List<InetSocketAddress> addresses,
    int rate,
    int count,
    Duration delay,
    int connections,
    Duration timeout) {
  public RouteLoad {
    addresses = List.copyOf(addresses);
    if (addresses.isEmpty() || rate < 1 || count < 1) {
      throw new IllegalArgumentException(
          "load needs an address, a rate and a count of at least 1, got %s, %d and %d"
              .formatted(addresses, rate, count));
    }
  }
}
