package org.acme.items.infra.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.acme.items.infra.checks.Acknowledged;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.Routing.Sharing;
import org.acme.items.infra.config.ServiceConfig;
import org.acme.items.infra.config.ServiceConfig.Exposure;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.constructs.Construct;

/**
 * Who may call whom: one security group per service and load balancer, and a rule for each entry in
 * {@code calls}. All are here and not with the services, so that service stacks do not depend on
 * each other and services may call each other in a circle.
 */
public final class ServiceConnections extends Construct {
  /** Name of the load balancer that all public services share. */
  static final String PUBLIC = "Public";

  static final int HTTP = 80;
  static final int HTTPS = 443;

  private final EnvironmentConfig environment;
  private final IVpc vpc;
  private final Map<String, SecurityGroup> services = new LinkedHashMap<>();
  private final Map<String, SecurityGroup> loadBalancers = new LinkedHashMap<>();

  public ServiceConnections(Construct scope, String id, EnvironmentConfig environment, IVpc vpc) {
    super(scope, id);
    this.environment = environment;
    this.vpc = vpc;
    for (ServiceConfig service : environment.services()) {
      SecurityGroup group = group(Ids.pascal(service.name()), "Tasks of " + service.name());
      group.addEgressRule(Peer.anyIpv4(), Port.tcp(HTTPS), "AWS and the internet over HTTPS");
      services.put(service.name(), group);
    }
    environment.services().forEach(this::admitLoadBalancer);
    environment.services().forEach(this::admitCallers);
  }

  private void admitLoadBalancer(ServiceConfig service) {
    if (!service.isExposed()) {
      return;
    }
    SecurityGroup entry =
        loadBalancers.computeIfAbsent(
            loadBalancer(service),
            name -> group(name + "LoadBalancer", "Load balancer %s".formatted(name)));
    entry
        .getConnections()
        .allowTo(service(service), Port.tcp(service.port()), "Requests and checks");
    if (service.exposure() == Exposure.PUBLIC) {
      admitInternet(entry, HTTP);
      if (environment.settings().entry().domain() != null) {
        admitInternet(entry, HTTPS);
      }
      if (environment.settings().entry().hasLogin()) {
        entry.addEgressRule(Peer.anyIpv4(), Port.tcp(HTTPS), "Login");
      }
    }
    admitTests(service, entry);
  }

  private void admitTests(ServiceConfig service, SecurityGroup entry) {
    Integer testPort = service.deployment().testPort();
    if (testPort == null) {
      return;
    }
    if (service.exposure() == Exposure.PUBLIC) {
      for (String block : environment.settings().entry().testFrom()) {
        entry.addIngressRule(Peer.ipv4(block), Port.tcp(testPort), "entry.testFrom");
      }
    } else {
      entry.addIngressRule(
          Peer.ipv4(environment.settings().network().cidr()),
          Port.tcp(testPort),
          "Tests of new versions");
    }
  }

  private void admitInternet(SecurityGroup entry, int port) {
    List<String> blocks = environment.settings().entry().allowFrom();
    if (blocks.isEmpty()) {
      entry.addIngressRule(Peer.anyIpv4(), Port.tcp(port), "The internet");
      Acknowledged.by(
          entry,
          "AwsSolutions-EC23",
          "It is the site's door to the internet: everybody may knock.");
    }
    for (String block : blocks) {
      entry.addIngressRule(Peer.ipv4(block), Port.tcp(port), "entry.allowFrom");
    }
  }

  private void admitCallers(ServiceConfig caller) {
    SecurityGroup from = service(caller);
    for (String name : caller.calls()) {
      ServiceConfig called = environment.service(name);
      if (isCalledThroughLoadBalancer(called)) {
        from.getConnections()
            .allowTo(
                loadBalancer(loadBalancer(called)),
                Port.tcp(HTTP),
                "%s calls %s".formatted(caller.name(), name));
      } else {
        from.getConnections()
            .allowTo(
                service(called),
                Port.tcp(called.port()),
                "%s calls %s".formatted(caller.name(), name));
      }
    }
  }

  /** Whether callers use its internal load balancer, as they do where there is one. */
  public static boolean isCalledThroughLoadBalancer(ServiceConfig service) {
    return service.exposure() == Exposure.INTERNAL;
  }

  /**
   * Which load balancer leads to an exposed service: {@code Public}, {@code Internal}, or its own.
   */
  static String loadBalancer(ServiceConfig service) {
    if (service.exposure() == Exposure.PUBLIC) {
      return PUBLIC;
    }
    return service.routing().loadBalancer() == Sharing.OWN
        ? "Own" + Ids.pascal(service.name())
        : "Internal";
  }

  private SecurityGroup group(String id, String description) {
    return SecurityGroup.Builder.create(this, id)
        .vpc(vpc)
        .description(description)
        .allowAllOutbound(false)
        .build();
  }

  SecurityGroup service(ServiceConfig service) {
    return known(services, service.name());
  }

  SecurityGroup loadBalancer(String name) {
    return known(loadBalancers, name);
  }

  private static SecurityGroup known(Map<String, SecurityGroup> groups, String name) {
    SecurityGroup group = groups.get(name);
    if (group == null) {
      throw new IllegalArgumentException("no security group for " + name);
    }
    return group;
  }
}
