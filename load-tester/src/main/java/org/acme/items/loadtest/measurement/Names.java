package org.acme.items.loadtest.measurement;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Looks names up. */
@FunctionalInterface
public interface Names {
  /** As this machine does; main turns its cache off. */
  Names SYSTEM = host -> Arrays.asList(InetAddress.getAllByName(host));

  List<InetAddress> addresses(String host) throws UnknownHostException;
}
