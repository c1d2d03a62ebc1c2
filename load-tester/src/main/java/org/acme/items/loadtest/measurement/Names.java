package org.acme.items.loadtest.measurement;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Looks names up. */
@FunctionalInterface
public interface Names {
  /**
   * As this machine does; main turns its cache off. Of {@code localhost} only the first address
   * counts: its IPv4 and IPv6 address are the same machine, and what runs on a laptop often listens
   * on one of them.
   */
  Names SYSTEM =
      host -> {
        List<InetAddress> all = Arrays.asList(InetAddress.getAllByName(host));
        return host.equals("localhost") ? all.subList(0, 1) : all;
      };

  List<InetAddress> addresses(String host) throws UnknownHostException;
}
