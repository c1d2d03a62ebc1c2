package org.acme.items.infra.service;

import java.util.List;
import java.util.Objects;
import org.acme.items.infra.config.Deployment.Strategy;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.ServiceConfig;
import org.acme.items.infra.config.ServiceConfig.Capacity;
import org.acme.items.infra.config.ServiceConfig.Discovery;
import org.acme.items.infra.platform.PlatformStack;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroupImportOptions;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.ecs.CapacityProviderStrategy;
import software.amazon.awscdk.services.ecs.CloudMapOptions;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.Ec2Service;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.PropagatedTagSource;
import software.amazon.awscdk.services.ecs.ServiceConnectProps;
import software.amazon.awscdk.services.ecs.ServiceConnectService;
import software.amazon.awscdk.services.servicediscovery.DnsRecordType;
import software.constructs.Construct;

/** The ECS service: keeps tasks running, and finds a way back when a new version fails. */
final class EcsService extends Construct {
  /** How long callers may remember an address. */
  static final Duration DNS_TTL = Duration.seconds(10);

  private final EnvironmentConfig environment;
  private final ServiceConfig service;
  private final PlatformStack platform;
  private final ServiceDeployment deployment;
  private final BaseService ecs;

  EcsService(
      Construct scope,
      String id,
      EnvironmentConfig environment,
      ServiceConfig service,
      PlatformStack platform,
      ServiceTask task,
      @Nullable Number desiredCount) {
    super(scope, id);
    this.environment = environment;
    this.service = service;
    this.platform = platform;
    this.deployment = new ServiceDeployment(service);
    this.ecs =
        service.capacity() == Capacity.EC2
            ? onInstances(task, desiredCount)
            : onFargate(task, desiredCount);
    deployment.addHooks(ecs);
    ecs.getNode().addDependency(task.agentRole()); // also on what it may fetch
  }

  private BaseService onFargate(ServiceTask task, @Nullable Number desiredCount) {
    return FargateService.Builder.create(this, "Service")
        .cluster(platform.cluster().cluster())
        .taskDefinition(task.definition())
        .desiredCount(desiredCount)
        .capacityProviderStrategies(capacity())
        .vpcSubnets(platform.network().tasks())
        .assignPublicIp(platform.network().tasksHavePublicAddresses())
        .securityGroups(List.of(securityGroup()))
        .minHealthyPercent(service.deployment().healthyPercent())
        .maxHealthyPercent(service.deployment().mostPercent())
        .circuitBreaker(circuitBreaker())
        .availabilityZoneRebalancing(deployment.rebalancing())
        .deploymentStrategy(deployment.strategy())
        .bakeTime(deployment.bakeTime())
        .canaryConfiguration(deployment.steps(Strategy.CANARY))
        .linearConfiguration(deployment.steps(Strategy.LINEAR))
        .enableExecuteCommand(service.exec())
        .enableEcsManagedTags(true)
        .propagateTags(PropagatedTagSource.SERVICE)
        .healthCheckGracePeriod(gracePeriod())
        .cloudMapOptions(cloudMap(task))
        .serviceConnectConfiguration(serviceConnect())
        .build();
  }

  private BaseService onInstances(ServiceTask task, @Nullable Number desiredCount) {
    return Ec2Service.Builder.create(this, "Service")
        .cluster(platform.cluster().cluster())
        .taskDefinition(task.definition())
        .desiredCount(desiredCount)
        .capacityProviderStrategies(capacity())
        .vpcSubnets(platform.network().tasks())
        .securityGroups(List.of(securityGroup()))
        .minHealthyPercent(service.deployment().healthyPercent())
        .maxHealthyPercent(service.deployment().mostPercent())
        .circuitBreaker(circuitBreaker())
        .availabilityZoneRebalancing(deployment.rebalancing())
        .deploymentStrategy(deployment.strategy())
        .bakeTime(deployment.bakeTime())
        .canaryConfiguration(deployment.steps(Strategy.CANARY))
        .linearConfiguration(deployment.steps(Strategy.LINEAR))
        .enableExecuteCommand(service.exec())
        .enableEcsManagedTags(true)
        .propagateTags(PropagatedTagSource.SERVICE)
        .healthCheckGracePeriod(gracePeriod())
        .cloudMapOptions(cloudMap(task))
        .serviceConnectConfiguration(serviceConnect())
        .build();
  }

  private static DeploymentCircuitBreaker circuitBreaker() {
    return DeploymentCircuitBreaker.builder().enable(true).rollback(true).build();
  }

  private List<CapacityProviderStrategy> capacity() {
    return List.of(
        CapacityProviderStrategy.builder()
            .capacityProvider(platform.cluster().provider(service.capacity()))
            .weight(1)
            .build());
  }

  /** As it is: who may call whom is decided with all services together. */
  private ISecurityGroup securityGroup() {
    return SecurityGroup.fromSecurityGroupId(
        this,
        "SecurityGroup",
        platform.securityGroup(service).getSecurityGroupId(),
        SecurityGroupImportOptions.builder().mutable(false).build());
  }

  private @Nullable Duration gracePeriod() {
    return service.isExposed() ? Duration.seconds(service.task().startSeconds()) : null;
  }

  private @Nullable CloudMapOptions cloudMap(ServiceTask task) {
    return service.discovery() == Discovery.DNS
        ? CloudMapOptions.builder()
            .name(service.name())
            .dnsRecordType(DnsRecordType.A)
            .dnsTtl(DNS_TTL)
            .container(task.definition().getDefaultContainer())
            .build()
        : null;
  }

  /** Also for those that only call a service with Service Connect. */
  private @Nullable ServiceConnectProps serviceConnect() {
    if (service.discovery() != Discovery.SERVICE_CONNECT) {
      return environment.usesServiceConnect(service)
          ? ServiceConnectProps.builder().namespace(namespace()).build()
          : null;
    }
    return ServiceConnectProps.builder()
        .namespace(namespace())
        .services(
            List.of(
                ServiceConnectService.builder()
                    .portMappingName(ServiceTask.CONTAINER)
                    .discoveryName(service.name())
                    .dnsName(environment.discoveryName(service))
                    .port(service.port())
                    .build()))
        .build();
  }

  /** Not by its name, which other stages of the account have as well. */
  private String namespace() {
    return Objects.requireNonNull(platform.cluster().cluster().getDefaultCloudMapNamespace())
        .getNamespaceArn();
  }

  void attach(ServiceEntry entry) {
    deployment.attach(ecs, entry);
  }

  void rollBackOn(List<String> alarms) {
    deployment.rollBackOn(alarms, ecs);
  }

  BaseService ecs() {
    return ecs;
  }
}
