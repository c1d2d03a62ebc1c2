package org.acme.items.infra.platform;

import java.util.List;
import org.acme.items.infra.checks.Acknowledged;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.ServiceConfig.Capacity;
import org.acme.items.infra.config.StageConfig.Ec2Capacity;
import org.acme.items.infra.config.StageConfig.ManagedInstances;
import org.acme.items.infra.config.TaskSize.Architecture;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.services.autoscaling.AutoScalingGroup;
import software.amazon.awscdk.services.autoscaling.BlockDevice;
import software.amazon.awscdk.services.autoscaling.BlockDeviceVolume;
import software.amazon.awscdk.services.autoscaling.EbsDeviceOptions;
import software.amazon.awscdk.services.autoscaling.EbsDeviceVolumeType;
import software.amazon.awscdk.services.ec2.InstanceRequirementsConfig;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ecs.AmiHardwareType;
import software.amazon.awscdk.services.ecs.AsgCapacityProvider;
import software.amazon.awscdk.services.ecs.CapacityOptionType;
import software.amazon.awscdk.services.ecs.CloudMapNamespaceOptions;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.amazon.awscdk.services.ecs.EcsOptimizedImage;
import software.amazon.awscdk.services.ecs.ManagedInstancesCapacityProvider;
import software.amazon.awscdk.services.servicediscovery.NamespaceType;
import software.constructs.Construct;

/** The cluster of a stage with its namespace, and the capacity that its services ask for. */
public final class ServiceCluster extends Construct {
  private final Cluster cluster;
  private @Nullable String ec2Provider;
  private @Nullable String managedProvider;

  public ServiceCluster(
      Construct scope, String id, EnvironmentConfig environment, Network network) {
    super(scope, id);
    this.cluster =
        Cluster.Builder.create(this, "Cluster")
            .vpc(network.vpc())
            .containerInsightsV2(
                switch (environment.settings().containerInsights()) {
                  case OFF -> ContainerInsights.DISABLED;
                  case STANDARD -> ContainerInsights.ENABLED;
                  case ENHANCED -> ContainerInsights.ENHANCED;
                })
            .enableFargateCapacityProviders(true)
            .defaultCloudMapNamespace(
                CloudMapNamespaceOptions.builder()
                    .name(environment.namespace())
                    .type(NamespaceType.DNS_PRIVATE)
                    .vpc(network.vpc())
                    .useForServiceConnect(true)
                    .build())
            .build();
    if (!environment.settings().production()) {
      Acknowledged.by(
          cluster,
          "AwsSolutions-ECS4",
          "Container Insights is a choice of the stage: its metrics are charged per task.");
    }
    if (asks(environment, Capacity.EC2)) {
      this.ec2Provider = ec2(environment, network);
    }
    if (asks(environment, Capacity.MANAGED_INSTANCES)) {
      this.managedProvider = managed(environment, network);
    }
  }

  private static boolean asks(EnvironmentConfig environment, Capacity capacity) {
    return environment.services().stream().anyMatch(service -> service.capacity() == capacity);
  }

  private String ec2(EnvironmentConfig environment, Network network) {
    Ec2Capacity ec2 = environment.settings().ec2();
    boolean production = environment.settings().production();
    AutoScalingGroup instances =
        AutoScalingGroup.Builder.create(this, "Instances")
            .vpc(network.vpc())
            .vpcSubnets(network.tasks())
            .instanceType(new InstanceType(ec2.instanceType()))
            .machineImage(
                EcsOptimizedImage.amazonLinux2023(
                    ec2.architecture() == Architecture.ARM64
                        ? AmiHardwareType.ARM
                        : AmiHardwareType.STANDARD))
            .securityGroup(outboundOnly("InstanceSecurityGroup", network))
            .minCapacity(0)
            .maxCapacity(ec2.max())
            .requireImdsv2(true)
            .newInstancesProtectedFromScaleIn(production)
            .blockDevices(
                List.of(
                    BlockDevice.builder()
                        .deviceName("/dev/xvda")
                        .volume(
                            BlockDeviceVolume.ebs(
                                30, // GiB, what the image needs
                                EbsDeviceOptions.builder()
                                    .encrypted(true)
                                    .volumeType(EbsDeviceVolumeType.GP3)
                                    .build()))
                        .build()))
            .build();
    instances.addUserData("echo ECS_AWSVPC_BLOCK_IMDS=true >> /etc/ecs/ecs.config"); // for tasks
    Acknowledged.by(
        instances,
        "AwsSolutions-AS3",
        "ECS replaces instances as tasks come and go; that is no news for anybody.");
    for (String finding : List.of("Action::ecs:Submit*", "Resource::*")) {
      Acknowledged.by(
          instances,
          "AwsSolutions-IAM5[%s]".formatted(finding),
          "What the agent of ECS needs on an instance, limited to this cluster by the library.");
    }
    AsgCapacityProvider provider =
        AsgCapacityProvider.Builder.create(this, "Ec2")
            .autoScalingGroup(instances)
            .enableManagedScaling(true)
            .enableManagedDraining(true)
            // It keeps instances with tasks; a group that is to be deleted would wait for them.
            .enableManagedTerminationProtection(production)
            .build();
    cluster.addAsgCapacityProvider(provider);
    return provider.getCapacityProviderName();
  }

  private String managed(EnvironmentConfig environment, Network network) {
    ManagedInstances wanted = environment.settings().managedInstances();
    ManagedInstancesCapacityProvider provider =
        ManagedInstancesCapacityProvider.Builder.create(this, "ManagedInstances")
            .subnets(network.vpc().selectSubnets(network.tasks()).getSubnets())
            .securityGroups(List.of(outboundOnly("ManagedSecurityGroup", network)))
            .capacityOptionType(
                wanted.spot() ? CapacityOptionType.SPOT : CapacityOptionType.ON_DEMAND)
            .instanceRequirements(
                InstanceRequirementsConfig.builder()
                    .vCpuCountMin(wanted.minProcessors())
                    .vCpuCountMax(wanted.maxProcessors())
                    .memoryMin(Size.gibibytes(wanted.minMemoryGiB()))
                    .build())
            .build();
    cluster.addManagedInstancesCapacityProvider(provider);
    acknowledge(provider, environment);
    return provider.getCapacityProviderName();
  }

  private static void acknowledge(
      ManagedInstancesCapacityProvider provider, EnvironmentConfig environment) {
    String account = environment.settings().account();
    String instances =
        "Resource::arn:aws:ecs:%s:%s:container-instance/*"
            .formatted(
                environment.settings().region(), account == null ? "<AWS::AccountId>" : account);
    Acknowledged.by(
        provider,
        "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/AmazonECSInfrastructureRolePolicyForManagedInstances]",
        "ECS makes and ends the instances with this very policy, as its guide says.");
    for (String finding : List.of("Resource::*", instances)) {
      Acknowledged.by(
          provider,
          "AwsSolutions-IAM5[%s]".formatted(finding),
          "What the library gives the agent of ECS on instances that come and go.");
    }
  }

  /** Of instances: tasks have groups of their own. */
  private SecurityGroup outboundOnly(String id, Network network) {
    SecurityGroup group =
        SecurityGroup.Builder.create(this, id)
            .vpc(network.vpc())
            .description("Instances that tasks run on")
            .allowAllOutbound(false)
            .build();
    group.addEgressRule(Peer.anyIpv4(), Port.tcp(443), "ECS and images");
    return group;
  }

  public Cluster cluster() {
    return cluster;
  }

  /**
   * Name of the capacity provider for a kind of capacity.
   *
   * @throws IllegalStateException if no service asked for it
   */
  public String provider(Capacity capacity) {
    String name =
        switch (capacity) {
          case FARGATE -> "FARGATE";
          case FARGATE_SPOT -> "FARGATE_SPOT";
          case EC2 -> ec2Provider;
          case MANAGED_INSTANCES -> managedProvider;
        };
    if (name == null) {
      throw new IllegalStateException("no capacity of kind " + capacity);
    }
    return name;
  }
}
