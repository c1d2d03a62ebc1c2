package org.acme.items.infra.platform;

import org.acme.items.infra.checks.Acknowledged;
import org.acme.items.infra.config.EnvironmentConfig;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseApplicationListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.FixedResponseOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.IListenerCertificate;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerAction;
import software.constructs.Construct;

/** A load balancer inside the network. */
public final class InternalLoadBalancer extends Construct implements LoadBalancer {
  private final ApplicationLoadBalancer balancer;
  private final ApplicationListener listener;

  public InternalLoadBalancer(
      Construct scope,
      String id,
      EnvironmentConfig environment,
      Network network,
      SecurityGroup securityGroup) {
    super(scope, id);
    this.balancer =
        ApplicationLoadBalancer.Builder.create(this, "LoadBalancer")
            .vpc(network.vpc())
            .vpcSubnets(network.tasks())
            .internetFacing(false)
            .securityGroup(securityGroup)
            .dropInvalidHeaderFields(true)
            .deletionProtection(environment.settings().production())
            .build();
    this.listener = balancer.addListener("Http", notFound(ServiceConnections.HTTP).build());
    if (environment.settings().production()) {
      new AccessLogs(this, "AccessLogs", environment).of(balancer);
    } else {
      Acknowledged.by(
          balancer,
          "AwsSolutions-ELB2",
          "Access logs are for production; elsewhere the services' own logs are enough.");
    }
  }

  /** A listener that answers 404 unless a service's rule fits. */
  static BaseApplicationListenerProps.Builder notFound(int port) {
    return BaseApplicationListenerProps.builder()
        .port(port)
        .protocol(ApplicationProtocol.HTTP)
        .open(false) // security groups are made in one place
        .defaultAction(
            ListenerAction.fixedResponse(
                404,
                FixedResponseOptions.builder()
                    .contentType("text/plain")
                    .messageBody("Not found")
                    .build()));
  }

  @Override
  public ApplicationLoadBalancer balancer() {
    return balancer;
  }

  @Override
  public ApplicationListener listener() {
    return listener;
  }

  @Override
  public ListenerAction admit(Construct scope, ListenerAction next) {
    return next;
  }

  @Override
  public @Nullable IListenerCertificate certificate() {
    return null;
  }

  @Override
  public String url() {
    return "http://" + balancer.getLoadBalancerDnsName();
  }
}
