package org.acme.items.dev.scaffold;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.acme.items.dev.ServiceManifest;

/**
 * A service that is to be made.
 *
 * @param localPort on a laptop
 * @param priority of its rule at the public load balancer
 * @param calls services that it calls
 */
record NewService(
    ServiceName name, Kind kind, int localPort, int priority, List<ServiceManifest> calls) {
  NewService {
    calls = List.copyOf(calls);
  }

  /** What stands for what in templates. */
  Map<String, String> tokens() {
    return Map.of(
        "__name__", name.value(),
        "__package__", name.packageName(),
        "__Name__", name.className(),
        "__NAME__", name.variable(),
        "__what__", kind.what(),
        "__extension__", kind.extension(),
        "__localPort__", Integer.toString(localPort),
        "__priority__", Integer.toString(priority),
        "__calls__", calls.stream().map(ServiceManifest::name).collect(Collectors.joining(", ")));
  }
}
