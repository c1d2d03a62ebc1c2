package org.acme.items.dev;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code <service>/service.yaml} says, as far as a laptop is concerned.
 *
 * @param name of the service, {@code backend}
 * @param port inside its container
 * @param localPort on a laptop
 * @param health paths of its health checks
 * @param calls names of the services it calls
 * @param tables its DynamoDB tables by name; what they are made of is for the infrastructure
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ServiceManifest(
    String name,
    int port,
    int localPort,
    Health health,
    List<String> calls,
    Map<String, Object> tables) {
  public ServiceManifest {
    calls = List.copyOf(calls);
    tables = Map.copyOf(tables);
  }

  /** Paths, from the root of the service. */
  public record Health(String live, String ready) {}

  /** The environment variable that moves its local port. */
  public String portVariable() {
    return variable("PORT");
  }

  /** The environment variable that tells a caller where it is. */
  public String urlVariable() {
    return variable("URL");
  }

  private String variable(String suffix) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_') + "_" + suffix;
  }

  /**
   * The local port, unless the environment says another.
   *
   * @throws DevException if what it says is no port
   */
  public int localPort(Map<String, String> environment) {
    String port = environment.getOrDefault(portVariable(), "");
    if (port.isBlank()) {
      return localPort;
    }
    if (!port.matches("[0-9]{1,5}")
        || Integer.parseInt(port) < 1
        || Integer.parseInt(port) > 65_535) {
      throw DevException.usage(
          "%s must be a port from 1 to 65535, got \"%s\"".formatted(portVariable(), port));
    }
    return Integer.parseInt(port);
  }
}
