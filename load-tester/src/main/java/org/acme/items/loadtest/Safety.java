package org.acme.items.loadtest;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.acme.items.loadtest.scenario.Scenario;

/** Keeps people from loading what is not theirs by accident. */
final class Safety {
  private static final List<String> PRIVATE = List.of(".internal", ".local", ".localhost", ".test");

  private Safety() {}

  /** Hosts of the outside world that would get more than people want to be asked about. */
  static Map<String, Integer> questionable(Scenario scenario) {
    Map<String, Integer> rates = new TreeMap<>();
    scenario
        .routes()
        .forEach(route -> rates.merge(route.host(), scenario.highestRate(), Integer::sum));
    rates.entrySet().removeIf(each -> each.getValue() <= scenario.askAbove());
    rates.keySet().removeIf(Safety::isPrivate);
    return rates;
  }

  /** Names that nobody knows get no load either. */
  static boolean isPrivate(String host) {
    if (PRIVATE.stream().anyMatch(host::endsWith)) {
      return true;
    }
    try {
      return Arrays.stream(InetAddress.getAllByName(host.replaceAll("^\\[|\\]$", "")))
          .allMatch(Safety::isPrivate);
    } catch (UnknownHostException e) {
      return true;
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
