package org.acme.items.infra.service;

import java.util.ArrayList;
import java.util.List;
import org.acme.items.infra.config.Routing;
import org.acme.items.infra.config.ServiceConfig;
import org.acme.items.infra.platform.LoadBalancer;
import org.acme.items.infra.platform.PlatformStack;
import org.acme.items.infra.platform.PublicLoadBalancer;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroupImportOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListenerAttributes;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListenerRule;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.amazon.awscdk.services.elasticloadbalancingv2.IApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.IListenerCertificate;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerAction;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCondition;
import software.amazon.awscdk.services.elasticloadbalancingv2.TargetGroupLoadBalancingAlgorithmType;
import software.amazon.awscdk.services.elasticloadbalancingv2.TargetType;
import software.amazon.awscdk.services.elasticloadbalancingv2.WeightedTargetGroup;
import software.constructs.Construct;

/**
 * The way from a load balancer to a service: a rule, its target group, and a second group where
 * deployments move requests from one to the other.
 *
 * <p>During such a deployment ECS changes the weights of the rule. The rule here never changes with
 * a new image, so that CloudFormation does not set them back; do not change paths, hosts or
 * priority together with an image.
 */
final class ServiceEntry extends Construct {
  private final ServiceConfig service;
  private final ISecurityGroup unchanged;
  private final ApplicationTargetGroup blue;
  private final @Nullable ApplicationTargetGroup green;
  private final ApplicationListenerRule rule;
  private final @Nullable ApplicationListenerRule testRule;

  ServiceEntry(Construct scope, String id, PlatformStack platform, ServiceConfig service) {
    super(scope, id);
    this.service = service;
    LoadBalancer balancer = platform.loadBalancer(service);
    boolean shifts = service.deployment().strategy().shiftsTraffic();
    this.blue = targets("Blue", platform);
    this.green = shifts ? targets("Green", platform) : null;
    this.unchanged =
        SecurityGroup.fromSecurityGroupId(
            this,
            "LoadBalancerSecurityGroup",
            platform.loadBalancerSecurityGroup(service).getSecurityGroupId(),
            SecurityGroupImportOptions.builder().mutable(false).build());
    IApplicationListener listener = imported("Listener", balancer.listener().getListenerArn());
    this.rule = rule("Rule", listener, balancer.admit(this, forward(blue, green)));
    this.testRule = testRule(balancer);
  }

  /** As it is: who may reach whom is decided in the platform. */
  private IApplicationListener imported(String id, String arn) {
    return ApplicationListener.fromApplicationListenerAttributes(
        this,
        id,
        ApplicationListenerAttributes.builder().listenerArn(arn).securityGroup(unchanged).build());
  }

  private static ListenerAction forward(
      ApplicationTargetGroup first, @Nullable ApplicationTargetGroup second) {
    if (second == null) {
      return ListenerAction.forward(List.of(first));
    }
    return ListenerAction.weightedForward(
        List.of(
            WeightedTargetGroup.builder().targetGroup(first).weight(1).build(),
            WeightedTargetGroup.builder().targetGroup(second).weight(0).build()));
  }

  private @Nullable ApplicationListenerRule testRule(LoadBalancer balancer) {
    Integer port = service.deployment().testPort();
    if (port == null || green == null) {
      return null;
    }
    // Not by the load balancer's own method, which would open its security group from here.
    IListenerCertificate certificate = balancer.certificate();
    CfnListener.Builder builder =
        CfnListener.Builder.create(this, "TestListener")
            .loadBalancerArn(balancer.balancer().getLoadBalancerArn())
            .port(port)
            .defaultActions(
                List.of(
                    CfnListener.ActionProperty.builder()
                        .type("fixed-response")
                        .fixedResponseConfig(
                            CfnListener.FixedResponseConfigProperty.builder()
                                .statusCode("404")
                                .build())
                        .build()));
    CfnListener listener =
        certificate == null
            ? builder.protocol("HTTP").build()
            : builder
                .protocol("HTTPS")
                .certificates(
                    List.of(
                        CfnListener.CertificateProperty.builder()
                            .certificateArn(certificate.getCertificateArn())
                            .build()))
                .sslPolicy(PublicLoadBalancer.TLS_POLICY)
                .build();
    return rule("TestRule", imported("TestTarget", listener.getRef()), forward(green, blue));
  }

  private ApplicationListenerRule rule(
      String id, IApplicationListener listener, ListenerAction action) {
    Integer priority = service.routing().priority();
    return ApplicationListenerRule.Builder.create(this, id)
        .listener(listener)
        .priority(priority == null ? 1 : priority)
        .conditions(conditions())
        .action(action)
        .build();
  }

  private List<ListenerCondition> conditions() {
    Routing routing = service.routing();
    List<ListenerCondition> conditions = new ArrayList<>();
    if (!routing.paths().isEmpty() || routing.hosts().isEmpty()) {
      conditions.add(
          ListenerCondition.pathPatterns(
              routing.paths().isEmpty() ? List.of("/*") : routing.paths()));
    }
    if (!routing.hosts().isEmpty()) {
      conditions.add(ListenerCondition.hostHeaders(routing.hosts()));
    }
    return conditions;
  }

  private ApplicationTargetGroup targets(String id, PlatformStack platform) {
    Routing routing = service.routing();
    return ApplicationTargetGroup.Builder.create(this, id)
        .vpc(platform.network().vpc())
        .port(service.port())
        .protocol(ApplicationProtocol.HTTP)
        .targetType(TargetType.IP)
        .loadBalancingAlgorithmType(
            TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS)
        .deregistrationDelay(Duration.seconds(routing.drainSeconds()))
        .healthCheck(
            HealthCheck.builder()
                .path(service.health().ready())
                .interval(Duration.seconds(routing.checkSeconds()))
                .timeout(Duration.seconds(routing.checkTimeoutSeconds()))
                .healthyThresholdCount(routing.healthyChecks())
                .unhealthyThresholdCount(routing.unhealthyChecks())
                .healthyHttpCodes("200")
                .build())
        .build();
  }

  ApplicationTargetGroup targets() {
    return blue;
  }

  List<ApplicationTargetGroup> allTargets() {
    return green == null ? List.of(blue) : List.of(blue, green);
  }

  @Nullable ApplicationTargetGroup otherTargets() {
    return green;
  }

  ApplicationListenerRule rule() {
    return rule;
  }

  @Nullable ApplicationListenerRule testRule() {
    return testRule;
  }
}
