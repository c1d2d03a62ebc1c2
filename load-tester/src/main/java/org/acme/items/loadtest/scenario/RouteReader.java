package org.acme.items.loadtest.scenario;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the routes of a scenario, or of the command line. */
final class RouteReader {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private RouteReader() {}

  /** Those of the file, unless there are some in {@code given}, as {@code name=url}. */
  static List<Route> read(YamlMap yaml, List<String> given, List<String> problems) {
    YamlMap written = yaml.map("routes");
    Map<String, Route> routes = new LinkedHashMap<>();
    for (String name : written.names()) {
      String url = written.text(name);
      if (url != null) {
        String problem = put(routes, name, url);
        if (problem != null) {
          written.problem(name, problem);
        }
      }
    }
    if (!given.isEmpty()) {
      routes.clear();
      for (String route : given) {
        int equals = route.indexOf('=');
        String problem =
            equals < 1
                ? "must be name=url"
                : put(routes, route.substring(0, equals), route.substring(equals + 1));
        if (problem != null) {
          problems.add("--route %s %s".formatted(route, problem));
        }
      }
    } else if (written.names().isEmpty()) {
      yaml.problem("routes", "is missing: name at least one route here, or with --route name=url");
    }
    return List.copyOf(routes.values());
  }

  private static @Nullable String put(Map<String, Route> routes, String name, String text) {
    if (!name.matches("[A-Za-z0-9_-]{1,30}")) {
      return "must have a name of 1 to 30 letters, digits, - and _";
    }
    try {
      URI url = new URI(text);
      if (url.getHost() == null
          || !SCHEMES.contains(String.valueOf(url.getScheme()))
          || url.getUserInfo() != null
          || url.getPort() == 0
          || url.getPort() > 65_535) {
        return "must be a URL such as http://host:8080, got \"%s\"".formatted(text);
      }
      return routes.put(name, new Route(name, url)) == null ? null : "is there twice";
    } catch (URISyntaxException e) {
      return "must be a URL such as http://host:8080, got \"%s\"".formatted(text);
    }
  }
}
