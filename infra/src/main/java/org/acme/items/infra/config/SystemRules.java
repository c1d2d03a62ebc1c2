package org.acme.items.infra.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.acme.items.infra.config.ConfigLoader.Manifest;
import org.acme.items.infra.config.ServiceConfig.Discovery;
import org.acme.items.infra.config.ServiceConfig.Exposure;

/**
 * What services say about each other.
 *
 * @param names of all services, also of those whose manifest cannot be read
 */
record SystemRules(List<Manifest> manifests, List<String> names) {
  void check(List<Problem> problems) {
    for (Manifest manifest : manifests) {
      checkCalls(manifest, problems);
    }
    // As names of resources have them, without hyphens.
    unique(
        "name",
        manifest -> List.of(manifest.service().name().replace("-", "")),
        manifests,
        problems);
    unique("localPort", manifest -> List.of(manifest.service().localPort()), manifests, problems);
    for (Exposure exposure : List.of(Exposure.PUBLIC, Exposure.INTERNAL)) {
      checkShared(
          manifests.stream()
              .filter(manifest -> manifest.service().enabled())
              .filter(manifest -> manifest.service().exposure() == exposure)
              .filter(
                  manifest -> manifest.service().routing().loadBalancer() == Routing.Sharing.SHARED)
              .toList(),
          problems);
    }
  }

  private void checkShared(List<Manifest> shared, List<Problem> problems) {
    unique(
        "routing.priority",
        manifest -> {
          Integer priority = manifest.service().routing().priority();
          return priority == null ? List.of() : List.of(priority);
        },
        shared,
        problems);
    unique("routing.paths", SystemRules::routes, shared, problems);
    for (Manifest all : shared) {
      if (routes(all).contains("/*")) {
        shared.stream()
            .filter(other -> !other.equals(all) && comesLater(other, all))
            .forEach(other ->
                other.problem(
                    problems,
                    "routing.priority",
                    "%d is more than that of %s, which takes all requests"
                        .formatted(other.service().routing().priority(), all.folder())));
      }
    }
    unique(
        "deployment.testPort",
        manifest -> {
          Integer port = manifest.service().deployment().testPort();
          return port == null ? List.of() : List.of(port);
        },
        shared,
        problems);
  }

  private static boolean comesLater(Manifest one, Manifest other) {
    Integer priority = one.service().routing().priority();
    Integer others = other.service().routing().priority();
    return priority != null && others != null && priority > others;
  }

  /** Hosts and paths together, as a load balancer compares them. */
  private static List<String> routes(Manifest manifest) {
    Routing routing = manifest.service().routing();
    List<String> hosts = routing.hosts().isEmpty() ? List.of("") : routing.hosts();
    List<String> paths = routing.paths().isEmpty() ? List.of("/*") : routing.paths();
    return hosts.stream().flatMap(host -> paths.stream().map(path -> host + path)).toList();
  }

  private static <T> void unique(
      String path,
      Function<Manifest, List<T>> values,
      List<Manifest> manifests,
      List<Problem> problems) {
    Map<T, String> first = new HashMap<>();
    for (Manifest manifest : manifests) {
      for (T value : values.apply(manifest)) {
        String other = first.putIfAbsent(value, manifest.folder());
        if (other != null) {
          manifest.problem(problems, path, "%s is that of %s already".formatted(value, other));
        }
      }
    }
  }

  private void checkCalls(Manifest manifest, List<Problem> problems) {
    Set<String> seen = new HashSet<>();
    List<String> calls = new ArrayList<>(manifest.service().calls());
    for (int i = 0; i < calls.size(); i++) {
      String called = calls.get(i);
      String path = "calls[%d]".formatted(i);
      Optional<ServiceConfig> other =
          manifests.stream()
              .map(Manifest::service)
              .filter(service -> service.name().equals(called))
              .findFirst();
      if (!seen.add(called)) {
        manifest.problem(problems, path, called + " is there twice");
      } else if (called.equals(manifest.service().name())) {
        manifest.problem(problems, path, "a service needs no entry to call itself");
      } else if (other.isEmpty()) {
        if (names.contains(called)) {
          continue; // what is wrong with its manifest is told
        }
        manifest.problem(
            problems,
            path,
            "there is no service %s; there are: %s%s"
                .formatted(called, String.join(", ", names), Nearest.hint(called, names)));
      } else if (manifest.service().enabled() && !other.get().enabled()) {
        manifest.problem(problems, path, called + " is not enabled in this stage");
      } else if (other.get().discovery() == Discovery.NONE
          && other.get().exposure() != Exposure.INTERNAL) {
        manifest.problem(
            problems,
            path,
            "%s cannot be found: give it discovery dns or service-connect, or exposure internal"
                .formatted(called));
      }
    }
  }
}
