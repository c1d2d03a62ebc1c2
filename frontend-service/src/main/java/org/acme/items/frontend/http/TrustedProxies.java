package org.acme.items.frontend.http;

import io.smallrye.common.net.CidrAddress;
import io.smallrye.common.net.Inet;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request was before the proxies in front of this service passed it on. Only proxies that
 * are configured are believed, and of a list only what they added, which is its end: load balancers
 * append to what the client sent.
 *
 * <p>Not left to {@code quarkus.http.proxy}, which takes the beginning of the list, and believes
 * everybody when its list of proxies is empty.
 */
@Singleton
final class TrustedProxies {
  private final List<CidrAddress> trusted;

  TrustedProxies(ProxiesConfig config) {
    this.trusted = config.trusted().orElse(List.of()).stream().map(TrustedProxies::block).toList();
  }

  private static CidrAddress block(String text) {
    String[] parts = text.strip().split("/", 2);
    try {
      InetAddress address = Inet.parseInetAddressOrFail(parts[0]);
      int allBits = address.getAddress().length * 8;
      return CidrAddress.create(address, parts.length == 1 ? allBits : Integer.parseInt(parts[1]));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "TRUSTED_PROXIES must hold addresses or blocks such as 10.0.0.0/16, got " + text, e);
    }
  }

  /** Whether the browser used TLS. */
  boolean isSecure(HttpServerRequest request) {
    return isSecure(peer(request), request.scheme(), request.getHeader("X-Forwarded-Proto"));
  }

  /** Address of the client as the outermost trusted proxy saw it. */
  String clientAddress(HttpServerRequest request) {
    return clientAddress(peer(request), request.headers().getAll("X-Forwarded-For"));
  }

  boolean isSecure(String peer, @Nullable String scheme, @Nullable String forwardedProto) {
    String used = isTrusted(peer) && forwardedProto != null ? last(forwardedProto) : scheme;
    return "https".equalsIgnoreCase(used);
  }

  String clientAddress(String peer, List<String> forwardedFor) {
    String client = peer;
    List<String> hops = List.of(String.join(",", forwardedFor).split(","));
    for (String hop : hops.reversed()) {
      @Nullable InetAddress address = isTrusted(client) ? address(hop) : null;
      if (address == null) {
        return client;
      }
      client = address.getHostAddress();
    }
    return client;
  }

  private boolean isTrusted(String text) {
    @Nullable InetAddress address = address(text);
    return address != null && trusted.stream().anyMatch(block -> block.matches(address));
  }

  private static String peer(HttpServerRequest request) {
    // Null once the connection is gone.
    return request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
  }

  private static String last(String list) {
    return list.substring(list.lastIndexOf(',') + 1).strip();
  }

  /** Without any look-up of names. Some balancers add the port to an IPv4 address. */
  private static @Nullable InetAddress address(String text) {
    try {
      return InetAddress.ofLiteral(text.strip().replaceFirst("^([0-9.]+):[0-9]+$", "$1"));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
