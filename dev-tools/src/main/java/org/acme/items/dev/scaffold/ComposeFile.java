package org.acme.items.dev.scaffold;

import java.util.List;
import java.util.stream.Stream;
import org.acme.items.dev.DevException;
import org.acme.items.dev.ServiceManifest;

/**
 * {@code docker-compose.yml}. A new service has a network for its signals and one with each service
 * that it calls: as security groups, they connect nobody else.
 */
final class ComposeFile {
  static final String NAME = "docker-compose.yml";

  private static final String SERVICES = "services:";
  private static final String NETWORKS = "networks:";
  private static final String NETWORKS_OF_SERVICE = "    networks:";

  /** What looks at the signals of all services. */
  private static final List<String> OBSERVERS = List.of("prometheus", "traces");

  private final Outline outline;

  ComposeFile(String text) {
    outline = new Outline(NAME, text);
  }

  String text() {
    return outline.text();
  }

  /** Whether a service or a network has this name. */
  boolean has(String name) {
    return outline.has(SERVICES, key(name)) || outline.has(NETWORKS, key(name));
  }

  void add(NewService service, Templates templates) {
    String name = service.name().value();
    outline.appendApart(templates.place(NAME, service), SERVICES);
    outline.append(key(telemetry(name)), NETWORKS);
    observers().forEach(observer -> join(observer, telemetry(name)));
    for (ServiceManifest called : service.calls()) {
      requireList(called.name());
      String network = network(name, called.name());
      outline.append(key(network), NETWORKS);
      outline.append("    " + key(network), SERVICES, key(name), NETWORKS_OF_SERVICE);
      outline.append(
          templates.place("called.yml", service, called),
          SERVICES,
          key(called.name()),
          NETWORKS_OF_SERVICE);
      outline.append(
          templates.place("calls.yml", service, called), SERVICES, key(name), "    environment:");
    }
  }

  void remove(ServiceManifest service) {
    String name = service.name();
    outline.removeApart(SERVICES, key(name));
    outline.remove(NETWORKS, key(telemetry(name)));
    observers().forEach(observer -> leave(observer, telemetry(name)));
    for (String called : service.calls()) {
      String network = network(name, called);
      outline.remove(NETWORKS, key(network));
      outline.remove(SERVICES, key(called), NETWORKS_OF_SERVICE, "    " + key(network));
    }
  }

  private Stream<String> observers() {
    return OBSERVERS.stream().filter(observer -> outline.has(SERVICES, key(observer)));
  }

  private void join(String service, String network) {
    String line = outline.line(SERVICES, key(service), NETWORKS_OF_SERVICE);
    replaceNetworks(service, line.replaceFirst("]", ", %s]".formatted(network)));
  }

  private void leave(String service, String network) {
    String line = outline.line(SERVICES, key(service), NETWORKS_OF_SERVICE);
    replaceNetworks(service, line.replaceFirst(", " + network + "(?=[,\\]])", ""));
  }

  private void replaceNetworks(String service, String line) {
    outline.replaceLine(line, SERVICES, key(service), NETWORKS_OF_SERVICE);
  }

  /** An alias needs a line of its own. */
  private void requireList(String called) {
    String line = outline.line(SERVICES, key(called), NETWORKS_OF_SERVICE);
    if (line.contains("[")) {
      throw DevException.usage(
          "%s: give each network of %s a line of its own, as backend has them, so that callers find it there; got \"%s\""
              .formatted(NAME, called, line.strip()));
    }
  }

  private static String telemetry(String name) {
    return name + "-telemetry";
  }

  private static String network(String caller, String called) {
    return caller + "-" + called;
  }

  private static String key(String name) {
    return "  " + name + ":";
  }
}
