package org.acme.items.loadtest.engine;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * Load on one route.
 *
 * @param host as requests name it, in the Host header and for TLS
 * @param addresses where connections go, in turn; each has its own
 * @param startNanos of {@link System#nanoTime}, from which arrivals count
 * @param arrivals over all addresses
 * @param connections to each address, at most
 * @param timeout of a request, from the moment it should have been sent
 */
public record RouteLoad(
    String scheme,
    String host,
    int port,
    List<InetSocketAddress> addresses,
    long startNanos,
    Arrivals arrivals,
    int connections,
    Duration timeout) {
  public RouteLoad {
    addresses = List.copyOf(addresses);
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("load needs an address");
    }
  }
}
