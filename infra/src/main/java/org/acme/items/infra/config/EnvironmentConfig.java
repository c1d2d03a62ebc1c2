package org.acme.items.infra.config;

import java.util.List;
import org.acme.items.infra.config.ServiceConfig.Discovery;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is configured for a stage.
 *
 * @param stage its name, {@code demo}
 * @param manifests all services, by name, also those that are not enabled in this stage
 * @param imageUsers other stages that run images of this stage's repositories
 * @param isDelivered whether pipelines deploy into it
 * @param pipelineAccount account of the pipelines; null for this one
 */
public record EnvironmentConfig(
    String stage,
    StageConfig settings,
    List<ServiceConfig> manifests,
    List<String> imageUsers,
    boolean isDelivered,
    @Nullable String pipelineAccount) {
  public EnvironmentConfig {
    manifests = List.copyOf(manifests);
    imageUsers = List.copyOf(imageUsers);
  }

  /** Those that this stage has, by name. */
  public List<ServiceConfig> services() {
    return manifests.stream().filter(ServiceConfig::enabled).toList();
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

  /**
   * Services whose images are kept in repositories of this stage; also those that only other stages
   * run.
   */
  public List<ServiceConfig> repositories() {
    return registryStage().equals(stage)
        ? manifests.stream()
            .filter(service -> service.enabled() || !imageUsers.isEmpty())
            .filter(service -> service.imageSource() instanceof ImageSource.Pipeline)
            .toList()
        : List.of();
  }

  /** Whether images here are more than this stage's own: they stay when it is deleted. */
  public boolean keepsImages() {
    return settings.production() || !imageUsers.isEmpty();
  }

  /** Name of the repository of a service: {@code items-dev/backend}. */
  public String repository(ServiceConfig service) {
    return "%s-%s/%s".formatted(settings.project(), registryStage(), service.name());
  }

  /** Services that pipelines deploy here. */
  public List<ServiceConfig> delivered() {
    return isDelivered
        ? services().stream()
            .filter(service -> service.imageSource() instanceof ImageSource.Pipeline)
            .toList()
        : List.of();
  }

  /** Name of the stack of a service: {@code items-dev-backend}. */
  public String stack(String service) {
    return prefix() + "-" + service;
  }

  /** Name of the log group for events; EventBridge writes to those with this prefix only. */
  public String eventLog() {
    return "/aws/events/%s-tasks".formatted(prefix());
  }

  /** Name of the role with which a pipeline asks CloudFormation to deploy a service. */
  public String deliveryRole(String service) {
    return stack(service) + "-delivery";
  }

  /** Name of the role with which CloudFormation deploys a service that comes from a pipeline. */
  public String deployRole(String service) {
    return stack(service) + "-deploy";
  }

  /** Stage whose repositories hold the images. */
  public String registryStage() {
    String named = settings.registry().stage();
    return named == null ? stage : named;
  }

  /** Whether a service is found by Service Connect, or finds others by it. */
  public boolean usesServiceConnect(ServiceConfig service) {
    return service.discovery() == Discovery.SERVICE_CONNECT
        || service.calls().stream()
            .map(this::service)
            .anyMatch(called -> called.discovery() == Discovery.SERVICE_CONNECT);
  }

  /**
   * A service of this stage.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public ServiceConfig service(String name) {
    return services().stream()
        .filter(service -> service.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no service " + name));
  }
}
