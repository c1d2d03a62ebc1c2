package org.acme.items.infra.platform;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.acme.items.infra.checks.Acknowledged;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.ServiceConfig;
import org.acme.items.infra.config.ServiceConfig.Exposure;
import org.acme.items.infra.config.StageConfig.Egress;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.AmazonLinux2023ImageSsmParameterProps;
import software.amazon.awscdk.services.ec2.AmazonLinuxCpuType;
import software.amazon.awscdk.services.ec2.CfnInstance;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.Instance;
import software.amazon.awscdk.services.ec2.InstanceClass;
import software.amazon.awscdk.services.ec2.InstanceSize;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.MachineImage;
import software.amazon.awscdk.services.ec2.NatInstanceProps;
import software.amazon.awscdk.services.ec2.NatInstanceProviderV2;
import software.amazon.awscdk.services.ec2.NatProvider;
import software.amazon.awscdk.services.ec2.NatTrafficDirection;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** The network of a stage: public subnets for load balancers, and others for tasks. */
public final class Network extends Construct {
  /** What tasks call when there is no other way out: images, logs, secrets, ECS Exec. */
  static final Map<String, InterfaceVpcEndpointAwsService> ENDPOINTS =
      new TreeMap<>(
          Map.of(
              "EcrApi", InterfaceVpcEndpointAwsService.ECR,
              "EcrDocker", InterfaceVpcEndpointAwsService.ECR_DOCKER,
              "Logs", InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
              "SecretsManager", InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
              "Ssm", InterfaceVpcEndpointAwsService.SSM,
              "SsmMessages", InterfaceVpcEndpointAwsService.SSM_MESSAGES));

  private final Vpc vpc;
  private final Egress egress;

  public Network(Construct scope, String id, EnvironmentConfig environment) {
    super(scope, id);
    this.egress = environment.settings().network().egress();
    int zones = environment.settings().network().zones();
    Vpc.Builder builder =
        Vpc.Builder.create(this, "Vpc")
            .ipAddresses(IpAddresses.cidr(environment.settings().network().cidr()))
            .maxAzs(zones)
            .subnetConfiguration(subnets())
            .natGateways(natGateways(zones))
            // A function does it, whose log group would stay behind; nothing uses that group.
            .restrictDefaultSecurityGroup(environment.settings().production())
            .gatewayEndpoints(
                new TreeMap<>(
                    Map.of(
                        "S3",
                        free(GatewayVpcEndpointAwsService.S3),
                        "DynamoDb",
                        free(GatewayVpcEndpointAwsService.DYNAMODB))));
    if (egress == Egress.NAT_INSTANCE) {
      NatInstanceProviderV2 instance = natInstance();
      this.vpc = builder.natGatewayProvider(instance).build();
      instance
          .getConnections()
          .allowFrom(
              Peer.ipv4(environment.settings().network().cidr()), Port.tcp(443), "HTTPS of tasks");
      instance.getGatewayInstances().forEach(Network::encrypt);
      acknowledgeNatInstance();
    } else {
      this.vpc = builder.build();
    }
    if (egress == Egress.ENDPOINTS) {
      addEndpoints(environment.settings().network().cidr());
    }
    keepFlowLogs(environment);
  }

  private void addEndpoints(String cidr) {
    SecurityGroup group =
        SecurityGroup.Builder.create(this, "Endpoints")
            .vpc(vpc)
            .description("Endpoints of AWS services")
            .allowAllOutbound(false)
            .build();
    group.addIngressRule(Peer.ipv4(cidr), Port.tcp(443), "HTTPS of tasks");
    ENDPOINTS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(endpoint ->
            vpc.addInterfaceEndpoint(
                endpoint.getKey(),
                InterfaceVpcEndpointOptions.builder()
                    .service(endpoint.getValue())
                    .securityGroups(List.of(group))
                    .open(false)
                    .build()));
  }

  private List<SubnetConfiguration> subnets() {
    SubnetConfiguration entry =
        SubnetConfiguration.builder()
            .name("Public")
            .subnetType(SubnetType.PUBLIC)
            .cidrMask(22)
            .mapPublicIpOnLaunch(false) // who needs an address says so
            .build();
    if (egress == Egress.PUBLIC_IP) {
      return List.of(entry);
    }
    return List.of(
        entry,
        SubnetConfiguration.builder().name("Tasks").subnetType(taskSubnets()).cidrMask(20).build());
  }

  private SubnetType taskSubnets() {
    return switch (egress) {
      case PUBLIC_IP -> SubnetType.PUBLIC;
      case ENDPOINTS -> SubnetType.PRIVATE_ISOLATED;
      case NAT_GATEWAY, NAT_GATEWAY_SINGLE, NAT_INSTANCE -> SubnetType.PRIVATE_WITH_EGRESS;
    };
  }

  private int natGateways(int zones) {
    return switch (egress) {
      case NAT_GATEWAY -> zones;
      case NAT_GATEWAY_SINGLE, NAT_INSTANCE -> 1;
      case ENDPOINTS, PUBLIC_IP -> 0;
    };
  }

  private static NatInstanceProviderV2 natInstance() {
    return NatProvider.instanceV2(
        NatInstanceProps.builder()
            .instanceType(InstanceType.of(InstanceClass.T4G, InstanceSize.NANO))
            .machineImage(
                MachineImage.latestAmazonLinux2023(
                    AmazonLinux2023ImageSsmParameterProps.builder()
                        .cpuType(AmazonLinuxCpuType.ARM_64)
                        .build()))
            .associatePublicIpAddress(true)
            .defaultAllowedTraffic(NatTrafficDirection.OUTBOUND_ONLY)
            .build());
  }

  private static void encrypt(Instance instance) {
    ((CfnInstance) instance.getNode().findChild("Resource"))
        .setBlockDeviceMappings(
            List.of(
                CfnInstance.BlockDeviceMappingProperty.builder()
                    .deviceName("/dev/xvda")
                    .ebs(
                        CfnInstance.EbsProperty.builder().encrypted(true).volumeType("gp3").build())
                    .build()));
  }

  private void acknowledgeNatInstance() {
    Acknowledged.by(
        vpc,
        "AwsSolutions-EC28",
        "The NAT instance is for stages that can do without the internet for minutes; detailed"
            + " monitoring would cost more than it.");
    Acknowledged.by(
        vpc,
        "AwsSolutions-EC29",
        "The NAT instance holds no data; deletion protection would only hinder its replacement.");
  }

  private static GatewayVpcEndpointOptions free(GatewayVpcEndpointAwsService service) {
    return GatewayVpcEndpointOptions.builder().service(service).build();
  }

  private void keepFlowLogs(EnvironmentConfig environment) {
    if (!environment.settings().production()) {
      Acknowledged.by(
          vpc,
          "AwsSolutions-VPC7",
          "Flow logs are for production; elsewhere they cost more than they tell.");
      return;
    }
    LogGroup logs =
        LogGroup.Builder.create(this, "FlowLogs")
            .retention(LogDays.of(environment.settings().logDays()))
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    vpc.addFlowLog(
        "FlowLog",
        FlowLogOptions.builder()
            .destination(FlowLogDestination.toCloudWatchLogs(logs))
            .trafficType(FlowLogTrafficType.ALL)
            .build());
  }

  public Vpc vpc() {
    return vpc;
  }

  /** Where tasks are. */
  public SubnetSelection tasks() {
    return SubnetSelection.builder().subnetType(taskSubnets()).build();
  }

  /** Whether tasks need an address of their own in the internet. */
  public boolean tasksHavePublicAddresses() {
    return egress == Egress.PUBLIC_IP;
  }

  /** Blocks that a service's load balancer has its addresses in, with commas. */
  public String loadBalancerBlocks(ServiceConfig service) {
    List<ISubnet> subnets =
        service.exposure() == Exposure.PUBLIC
            ? vpc.getPublicSubnets()
            : vpc.selectSubnets(tasks()).getSubnets();
    return subnets.stream().map(ISubnet::getIpv4CidrBlock).collect(Collectors.joining(","));
  }
}
