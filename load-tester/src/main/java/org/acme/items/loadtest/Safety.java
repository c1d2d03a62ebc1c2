package org.acme.items.loadtest;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.acme.items.loadtest.scenario.Route;
import org.acme.items.loadtest.scenario.Scenario;

/** Keeps people from loading what is not theirs by accident. */
final class Safety {
  private static final List<String> PRIVATE = List.of(".internal", ".local", ".localhost", ".test");

  private Safety() {}

  /** Routes to the outside world that would get more than people want to be asked about. */
  static List<Route> questionable(Scenario scenario) {
    return scenario.highestRate() <= scenario.askAbove()
        ? List.of()
        : scenario.routes().stream().filter(route -> !isPrivate(route.host())).toList();
  }

  static boolean isPrivate(String host) {
    if (PRIVATE.stream().anyMatch(host::endsWith)) {
      return true;
    }
    try {
      return Arrays.stream(InetAddress.getAllByName(host.replaceAll("^\\[|\\]$", "")))
          .allMatch(Safety::isPrivate);
    } catch (UnknownHostException e) {
      return !host.contains(".");
    }
  }

  private static boolean isPrivate(InetAddress address) {
    boolean uniqueLocal =
        address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
    return address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || uniqueLocal;
  }
}
