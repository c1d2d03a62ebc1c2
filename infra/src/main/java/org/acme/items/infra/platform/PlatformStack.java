package org.acme.items.infra.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.ServiceConfig;
import org.acme.items.infra.config.ServiceConfig.Exposure;
import org.acme.items.infra.monitoring.AlarmTopic;
import org.acme.items.infra.monitoring.Budget;
import org.acme.items.infra.monitoring.EntryAlarm;
import org.acme.items.infra.monitoring.SystemDashboard;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.constructs.Construct;

/** What all services of a stage share. */
public final class PlatformStack extends Stack {
  private final EnvironmentConfig environment;
  private final Network network;
  private final ServiceCluster cluster;
  private final ServiceConnections connections;
  private final Map<String, LoadBalancer> loadBalancers = new LinkedHashMap<>();
  private final @Nullable AlarmTopic alarmTopic;

  public PlatformStack(
      Construct scope, String id, StackProps props, EnvironmentConfig environment) {
    super(scope, id, props);
    this.environment = environment;
    this.network = new Network(this, "Network", environment);
    this.cluster = new ServiceCluster(this, "Services", environment, network);
    this.connections = new ServiceConnections(this, "Connections", environment, network.vpc());
    for (ServiceConfig service : environment.services()) {
      if (service.isExposed()) {
        loadBalancers.computeIfAbsent(
            ServiceConnections.loadBalancer(service), name -> loadBalancer(name, service));
      }
    }
    new DeliveryRoles(this, "Delivery", environment);
    this.alarmTopic =
        environment.settings().alarms().enabled()
            ? new AlarmTopic(this, "Alarms", environment)
            : null;
    new EventLog(this, "Events", environment);
    watch();
    Integer budget = environment.settings().budgetUsd();
    if (budget != null) {
      new Budget(this, "Cost", environment, budget);
    }
  }

  private void watch() {
    LoadBalancer entry = loadBalancers.get(ServiceConnections.PUBLIC);
    ApplicationLoadBalancer balancer = entry == null ? null : entry.balancer();
    if (alarmTopic != null && balancer != null) {
      new EntryAlarm(this, "Entry", environment, balancer, alarmTopic);
    }
    new SystemDashboard(
        this, "Overview", environment, balancer, cluster.cluster().getClusterName());
  }

  private LoadBalancer loadBalancer(String name, ServiceConfig service) {
    if (service.exposure() == Exposure.PUBLIC) {
      PublicLoadBalancer entry =
          new PublicLoadBalancer(
              this, "Public", environment, network, connections.loadBalancer(name));
      CfnOutput.Builder.create(this, "Url").description("The site").value(entry.url()).build();
      return entry;
    }
    return new InternalLoadBalancer(
        this, name + "Internal", environment, network, connections.loadBalancer(name));
  }

  /**
   * Zones by their number. Without this the CDK would look up their names, which needs an account.
   */
  @Override
  public List<String> getAvailabilityZones() {
    return IntStream.range(0, 3).mapToObj(zone -> Fn.select(zone, Fn.getAzs())).toList();
  }

  public Network network() {
    return network;
  }

  public ServiceCluster cluster() {
    return cluster;
  }

  /** Where alarms go; null where there are none. */
  public @Nullable AlarmTopic alarmTopic() {
    return alarmTopic;
  }

  public ISecurityGroup securityGroup(ServiceConfig service) {
    return connections.service(service);
  }

  public ISecurityGroup loadBalancerSecurityGroup(ServiceConfig service) {
    return connections.loadBalancer(ServiceConnections.loadBalancer(service));
  }

  /**
   * The load balancer that leads to a service.
   *
   * @throws IllegalArgumentException if none does
   */
  public LoadBalancer loadBalancer(ServiceConfig service) {
    LoadBalancer balancer = loadBalancers.get(ServiceConnections.loadBalancer(service));
    if (balancer == null) {
      throw new IllegalArgumentException("no load balancer leads to " + service.name());
    }
    return balancer;
  }

  /** Address of the public load balancer; null without one. */
  public @Nullable String site() {
    LoadBalancer entry = loadBalancers.get(ServiceConnections.PUBLIC);
    return entry == null ? null : entry.url();
  }

  /** Where callers find a service, as they read it from {@code <NAME>_URL}. */
  public String url(ServiceConfig service) {
    return ServiceConnections.isCalledThroughLoadBalancer(service)
        ? loadBalancer(service).url()
        : "http://%s:%d".formatted(environment.discoveryName(service), service.port());
  }
}
