package org.acme.items.infra.service;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.acme.items.infra.checks.Acknowledged;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.ServiceConfig;
import org.acme.items.infra.config.ServiceConfig.Capacity;
import org.acme.items.infra.config.TaskSize.Architecture;
import org.acme.items.infra.config.Telemetry;
import org.acme.items.infra.platform.LogDays;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ecs.AppProtocol;
import software.amazon.awscdk.services.ecs.AwsLogDriverMode;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.Capability;
import software.amazon.awscdk.services.ecs.Compatibility;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.HealthCheck;
import software.amazon.awscdk.services.ecs.LinuxParameters;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.NetworkMode;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.ecs.TaskDefinition;
import software.amazon.awscdk.services.ecs.Tmpfs;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * One task of a service: its only container, confined as in {@code docker-compose.yml}, and what it
 * and its agent may do.
 */
final class ServiceTask extends Construct {
  static final String CONTAINER = "app";

  /** The user of our images; see the Dockerfiles. */
  private static final String USER = "10001:10001";

  /** MiB for {@code /tmp}, where uploads and native libraries of the JVM go. */
  private static final int TMP_MIB = 64;

  /**
   * MiB that the proxy of Service Connect gets; "Service Connect proxy" in the guide asks for 64.
   */
  private static final int PROXY_MIB = 128;

  private final ServiceConfig service;
  private final TaskDefinition definition;
  private final LogGroup logs;

  /**
   * What a task is made of.
   *
   * @param variables environment variables that others know, such as addresses and tables
   * @param hasProxy whether ECS puts the proxy of Service Connect beside it
   */
  record Props(
      EnvironmentConfig environment,
      ServiceConfig service,
      ServiceImage image,
      Map<String, String> variables,
      Map<String, Secret> secrets,
      boolean hasProxy) {}

  ServiceTask(Construct scope, String id, Props props) {
    super(scope, id);
    this.service = props.service();
    boolean production = props.environment().settings().production();
    this.logs =
        LogGroup.Builder.create(this, "Logs")
            .retention(LogDays.of(props.environment().settings().logDays()))
            .removalPolicy(production ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
            .build();
    this.definition =
        TaskDefinition.Builder.create(this, "Definition")
            .family("%s-%s".formatted(props.environment().prefix(), service.name()))
            .compatibility(compatibility(service.capacity()))
            .networkMode(NetworkMode.AWS_VPC)
            .cpu(Integer.toString(service.task().cpuUnits()))
            .memoryMiB(Integer.toString(service.task().memoryMiB()))
            .runtimePlatform(platform())
            .taskRole(role("TaskRole"))
            .executionRole(role("ExecutionRole"))
            .build();
    IRole agent = agentRole();
    props.image().grantPull(agent);
    definition.addContainer(CONTAINER, container(props));
    if (service.telemetry().traces()) {
      TraceCollector.addTo(this, definition, USER, logDriver("collector"));
    }
    acknowledge();
  }

  private static Compatibility compatibility(Capacity capacity) {
    return switch (capacity) {
      case FARGATE, FARGATE_SPOT -> Compatibility.FARGATE;
      case EC2 -> Compatibility.EC2;
      case MANAGED_INSTANCES -> Compatibility.MANAGED_INSTANCES;
    };
  }

  /** Of instances of our own it follows from their type, and may not be said. */
  private @Nullable RuntimePlatform platform() {
    return service.capacity() == Capacity.EC2
        ? null
        : RuntimePlatform.builder()
            .operatingSystemFamily(OperatingSystemFamily.LINUX)
            .cpuArchitecture(
                service.task().architecture() == Architecture.ARM64
                    ? CpuArchitecture.ARM64
                    : CpuArchitecture.X86_64)
            .build();
  }

  private Role role(String id) {
    return Role.Builder.create(this, id)
        .assumedBy(new ServicePrincipal("ecs-tasks.amazonaws.com"))
        .build();
  }

  private ContainerDefinitionOptions container(Props props) {
    Map<String, String> variables = new TreeMap<>(props.variables());
    variables.putAll(service.environment());
    variables.keySet().removeAll(props.secrets().keySet()); // ECS takes a name once
    LinuxParameters linux =
        LinuxParameters.Builder.create(this, "Linux").initProcessEnabled(true).build();
    linux.addTmpfs(Tmpfs.builder().containerPath("/tmp").size(TMP_MIB).build());
    linux.dropCapabilities(Capability.ALL);
    return ContainerDefinitionOptions.builder()
        .containerName(CONTAINER)
        .image(props.image().image())
        .essential(true)
        // The JVM sizes its heap by the limit of its container, and not always by that of the task.
        .memoryLimitMiB(memoryMiB(props.hasProxy()))
        .user(USER)
        .readonlyRootFilesystem(!service.exec()) // the agent of ECS Exec writes to it
        .linuxParameters(linux)
        .portMappings(
            List.of(
                PortMapping.builder()
                    .name(CONTAINER)
                    .containerPort(service.port())
                    .appProtocol(AppProtocol.getHttp())
                    .build()))
        .environment(variables)
        .secrets(props.secrets())
        .healthCheck(
            HealthCheck.builder()
                .command(
                    List.of(
                        "CMD",
                        "/bin/bash",
                        "/app/healthcheck",
                        Integer.toString(service.port()),
                        service.health().live(),
                        service.health().ready()))
                .interval(Duration.seconds(5)) // the least that ECS takes
                .timeout(Duration.seconds(4))
                .retries(3)
                .startPeriod(Duration.seconds(service.task().startSeconds()))
                .build())
        .stopTimeout(Duration.seconds(service.task().stopSeconds()))
        .logging(logDriver(service.name()))
        .build();
  }

  /** What is left of the task's for the service. */
  private int memoryMiB(boolean hasProxy) {
    return service.task().memoryMiB()
        - (hasProxy ? PROXY_MIB : 0)
        - (service.telemetry().traces() ? Telemetry.COLLECTOR_MIB : 0);
  }

  private LogDriver logDriver(String prefix) {
    return LogDriver.awsLogs(
        AwsLogDriverProps.builder()
            .logGroup(logs)
            .streamPrefix(prefix)
            // A service must not stop because its logs cannot be written.
            .mode(AwsLogDriverMode.NON_BLOCKING)
            .build());
  }

  private void acknowledge() {
    Acknowledged.by(
        definition,
        "AwsSolutions-ECS2",
        "Variables hold addresses, table names and settings; the configuration refuses secrets.");
    Acknowledged.by(
        agentRole(),
        "AwsSolutions-IAM5[Resource::*]",
        "ecr:GetAuthorizationToken knows no resources; what it gives opens only allowed ones.");
    if (service.exec()) {
      Acknowledged.by(
          definition.getTaskRole(),
          "AwsSolutions-IAM5[Resource::*]",
          "The channels of ECS Exec know no resources; see \"ECS Exec\" in the developer guide.");
    }
  }

  TaskDefinition definition() {
    return definition;
  }

  LogGroup logs() {
    return logs;
  }

  /** The role with which ECS fetches images and secrets and writes logs. */
  IRole agentRole() {
    return definition.obtainExecutionRole();
  }
}
