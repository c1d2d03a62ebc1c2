package org.acme.items.infra.service;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.acme.items.infra.checks.Acknowledged;
import org.acme.items.infra.config.Deployment;
import org.acme.items.infra.config.Deployment.Hook;
import org.acme.items.infra.config.Deployment.Strategy;
import org.acme.items.infra.config.ServiceConfig;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ecs.AlarmBehavior;
import software.amazon.awscdk.services.ecs.AlternateTarget;
import software.amazon.awscdk.services.ecs.AlternateTargetProps;
import software.amazon.awscdk.services.ecs.AvailabilityZoneRebalancing;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.ecs.CfnService;
import software.amazon.awscdk.services.ecs.DeploymentAlarmOptions;
import software.amazon.awscdk.services.ecs.DeploymentStrategy;
import software.amazon.awscdk.services.ecs.ListenerRuleConfiguration;
import software.amazon.awscdk.services.ecs.LoadBalancerTargetOptions;
import software.amazon.awscdk.services.ecs.TrafficShiftConfig;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListenerRule;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/** How ECS exchanges tasks: what a manifest says, in the CDK's words. */
record ServiceDeployment(ServiceConfig service) {
  private Deployment deployment() {
    return service.deployment();
  }

  DeploymentStrategy strategy() {
    return switch (deployment().strategy()) {
      case ROLLING, ALL_AT_ONCE -> DeploymentStrategy.ROLLING;
      case BLUE_GREEN -> DeploymentStrategy.BLUE_GREEN;
      case CANARY -> DeploymentStrategy.CANARY;
      case LINEAR -> DeploymentStrategy.LINEAR;
    };
  }

  @Nullable Duration bakeTime() {
    return deployment().strategy().shiftsTraffic()
        ? Duration.minutes(deployment().minutesToBake())
        : null;
  }

  @Nullable TrafficShiftConfig steps(Strategy wanted) {
    return deployment().strategy() == wanted
        ? TrafficShiftConfig.builder()
            .stepPercent(deployment().percentOfStep())
            .stepBakeTime(Duration.minutes(deployment().minutesOfStep()))
            .build()
        : null;
  }

  /** Needs room for a task more than wanted. */
  AvailabilityZoneRebalancing rebalancing() {
    return deployment().strategy() == Strategy.ALL_AT_ONCE
        ? AvailabilityZoneRebalancing.DISABLED
        : AvailabilityZoneRebalancing.ENABLED;
  }

  /**
   * Lets alarms undo a deployment.
   *
   * @param alarms by name: they watch this service, and would need it before it is there
   */
  void rollBackOn(List<String> alarms, BaseService ecs) {
    if (deployment().rollbackOnAlarm() && !alarms.isEmpty()) {
      ecs.enableDeploymentAlarms(
          alarms,
          DeploymentAlarmOptions.builder().behavior(AlarmBehavior.ROLLBACK_ON_ALARM).build());
    }
  }

  /** Puts the service behind its load balancer. */
  void attach(BaseService ecs, ServiceEntry entry) {
    LoadBalancerTargetOptions.Builder options =
        LoadBalancerTargetOptions.builder()
            .containerName(ServiceTask.CONTAINER)
            .containerPort(service.port());
    ApplicationTargetGroup other = entry.otherTargets();
    if (other != null) {
      options.alternateTarget(new AlternateTarget("Shift", alternate(ecs, entry, other)));
    }
    entry.targets().addTarget(ecs.loadBalancerTarget(options.build()));
    ecs.getNode().addDependency(entry.rule());
  }

  private static AlternateTargetProps alternate(
      Construct scope, ServiceEntry entry, ApplicationTargetGroup other) {
    AlternateTargetProps.Builder props =
        AlternateTargetProps.builder()
            .alternateTargetGroup(other)
            .productionListener(ListenerRuleConfiguration.applicationListenerRule(entry.rule()))
            .role(shiftRole(scope));
    ApplicationListenerRule test = entry.testRule();
    if (test != null) {
      props.testListener(ListenerRuleConfiguration.applicationListenerRule(test));
    }
    return props.build();
  }

  private static Role shiftRole(Construct scope) {
    Role role =
        Role.Builder.create(scope, "ShiftRole")
            .assumedBy(new ServicePrincipal("ecs.amazonaws.com"))
            .managedPolicies(
                List.of(
                    ManagedPolicy.fromAwsManagedPolicyName(
                        "AmazonECSInfrastructureRolePolicyForLoadBalancers")))
            .build();
    Acknowledged.by(
        role,
        "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers]",
        "ECS moves requests with this very policy; see \"Load balancer permissions\" in its guide.");
    return role;
  }

  /**
   * Stops on the way. The library knows functions only, and no people; so this is written as is.
   */
  void addHooks(BaseService ecs) {
    if (deployment().hooks().isEmpty()) {
      return;
    }
    CfnService resource = (CfnService) ecs.getNode().findChild("Service");
    List<String> functions =
        deployment().hooks().stream()
            .map(Hook::function)
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .distinct()
            .toList();
    String role = functions.isEmpty() ? null : hookRole(ecs, functions).getRoleArn();
    resource.addPropertyOverride(
        "DeploymentConfiguration.LifecycleHooks",
        deployment().hooks().stream().map(hook -> hook(hook, role)).toList());
  }

  private static Role hookRole(Construct scope, List<String> functions) {
    Role role =
        Role.Builder.create(scope, "HookRole")
            .assumedBy(new ServicePrincipal("ecs.amazonaws.com"))
            .build();
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .effect(Effect.ALLOW)
            .actions(List.of("lambda:InvokeFunction"))
            .resources(functions)
            .build());
    return role;
  }

  private static Map<String, Object> hook(Hook hook, @Nullable String role) {
    Map<String, Object> timeout =
        new TreeMap<>(Map.of("TimeoutInMinutes", hook.timeoutMinutes(), "Action", "ROLLBACK"));
    List<String> stages = List.of(hook.stage().name());
    String function = hook.function();
    if (function == null || role == null) {
      return new TreeMap<>(
          Map.of(
              "TargetType", "PAUSE", "LifecycleStages", stages, "TimeoutConfiguration", timeout));
    }
    return new TreeMap<>(
        Map.of(
            "TargetType", "AWS_LAMBDA",
            "HookTargetArn", function,
            "RoleArn", role,
            "LifecycleStages", stages,
            "TimeoutConfiguration", timeout));
  }
}
