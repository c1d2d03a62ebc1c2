package org.acme.items.infra.config;

import java.util.List;

/**
 * Everything that is configured for a stage.
 *
 * @param stage its name, {@code demo}
 * @param services that it has, those without {@code enabled} left out, by name
 */
public record EnvironmentConfig(String stage, StageConfig settings, List<ServiceConfig> services) {
  public EnvironmentConfig {
    services = List.copyOf(services);
  }

  /** First part of names: {@code items-demo}. */
  public String prefix() {
    return settings.project() + "-" + stage;
  }

  /** The domain of discovery: {@code items.internal}. */
  public String namespace() {
    return settings.project() + ".internal";
  }

  /** Where discovery finds a service: {@code backend.items.internal}. */
  public String discoveryName(ServiceConfig service) {
    return service.name() + "." + namespace();
  }

  /** Services whose images are kept in repositories of this stage. */
  public List<ServiceConfig> repositories() {
    return registryStage().equals(stage)
        ? services.stream()
            .filter(service -> service.imageSource() instanceof ImageSource.Pipeline)
            .toList()
        : List.of();
  }

  /** Name of the repository of a service: {@code items-dev/backend}. */
  public String repository(ServiceConfig service) {
    return "%s-%s/%s".formatted(settings.project(), registryStage(), service.name());
  }

  private String registryStage() {
    String named = settings.registry().stage();
    return named == null ? stage : named;
  }

  /**
   * A service of this stage.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public ServiceConfig service(String name) {
    return services.stream()
        .filter(service -> service.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no service " + name));
  }
}
