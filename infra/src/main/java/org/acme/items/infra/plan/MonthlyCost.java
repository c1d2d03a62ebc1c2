package org.acme.items.infra.plan;

import java.util.ArrayList;
import java.util.List;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.Routing.Sharing;
import org.acme.items.infra.config.ServiceConfig;
import org.acme.items.infra.config.ServiceConfig.Exposure;
import org.acme.items.infra.config.StageConfig.Egress;
import org.acme.items.infra.config.StageConfig.Insights;
import org.acme.items.infra.config.TableConfig;
import org.acme.items.infra.config.Words;

/**
 * What a stage costs a month at least, about: everything that runs without being asked for
 * anything, with the least number of tasks, as if schedules stopped none.
 */
public final class MonthlyCost {
  private static final Prices PRICES = new Prices();

  /** Dashboards that an account has for nothing. */
  private static final int FREE_DASHBOARDS = 3;

  /** Two windows for each of three burn rates. */
  private static final int BURN_ALARMS = 6;

  /** Of which errors of DynamoDB are watched. */
  private static final int TABLE_OPERATIONS = 7;

  /** That a service writes itself; {@code contracts/metrics.json} lists them. */
  static final int OWN_METRICS = 6;

  private final EnvironmentConfig environment;
  private final List<Line> lines = new ArrayList<>();

  /**
   * A part of the cost.
   *
   * @param usd a month
   * @param watching whether it is for logs, metrics, alarms and dashboards
   */
  public record Line(String what, double usd, boolean watching) {
    Line(String what, double usd) {
      this(what, usd, false);
    }
  }

  private MonthlyCost(EnvironmentConfig environment) {
    this.environment = environment;
  }

  /** What makes up the cost of a stage, the network first. */
  public static List<Line> of(EnvironmentConfig environment) {
    MonthlyCost cost = new MonthlyCost(environment);
    cost.addEgress();
    cost.addLoadBalancers();
    environment.services().forEach(cost::addTasks);
    cost.add(1, "namespace of discovery", PRICES.number("namespaceMonth"));
    cost.addWatching();
    return List.copyOf(cost.lines);
  }

  /** Where the prices are from. */
  public static String source() {
    return "list prices of %s, %s".formatted(PRICES.region(), PRICES.date());
  }

  private void add(int number, String what, double usdEach) {
    if (number > 0) {
      lines.add(new Line("%d × %s".formatted(number, what), number * usdEach));
    }
  }

  private void watch(int number, String what, double usdEach) {
    if (number > 0) {
      lines.add(new Line("%d × %s".formatted(number, what), number * usdEach, true));
    }
  }

  private void addEgress() {
    egress(environment.settings().network().egress(), environment.settings().network().zones())
        .forEach(lines::add);
  }

  /** What one way out of the network costs. */
  static List<Line> egress(Egress egress, int zones) {
    double address = PRICES.hourly("publicAddressHour");
    double gateway = PRICES.hourly("natGatewayHour") + address;
    return switch (egress) {
      case NAT_GATEWAY -> List.of(new Line(zones + " × NAT gateway", zones * gateway));
      case NAT_GATEWAY_SINGLE -> List.of(new Line("1 × NAT gateway", gateway));
      case NAT_INSTANCE ->
          List.of(new Line("1 × NAT instance", PRICES.hourly("natInstanceHour") + address));
      case ENDPOINTS -> {
        int endpoints = INTERFACE_ENDPOINTS * zones;
        yield List.of(
            new Line(
                endpoints + " × interface endpoint", endpoints * PRICES.hourly("endpointHour")));
      }
      case PUBLIC_IP -> List.of();
    };
  }

  /** Of a network without another way out; a test compares it with the template. */
  static final int INTERFACE_ENDPOINTS = 6;

  private void addLoadBalancers() {
    int zones = environment.settings().network().zones();
    boolean entry =
        environment.services().stream().anyMatch(service -> service.exposure() == Exposure.PUBLIC);
    boolean shared =
        environment.services().stream().anyMatch(service -> isInternal(service, Sharing.SHARED));
    int own =
        (int)
            environment.services().stream()
                .filter(service -> isInternal(service, Sharing.OWN))
                .count();
    add(entry ? 1 : 0, "public load balancer", PRICES.hourly("loadBalancerHour"));
    add(
        entry ? zones : 0,
        "public address of the load balancer",
        PRICES.hourly("publicAddressHour"));
    add(own + (shared ? 1 : 0), "internal load balancer", PRICES.hourly("loadBalancerHour"));
    if (entry && environment.settings().entry().waf()) {
      add(1, "WAF", PRICES.number("firewallMonth"));
    }
  }

  private static boolean isInternal(ServiceConfig service, Sharing sharing) {
    return service.exposure() == Exposure.INTERNAL && service.routing().loadBalancer() == sharing;
  }

  private void addTasks(ServiceConfig service) {
    int tasks = service.count().min();
    add(
        tasks,
        "task of %s (%s)".formatted(service.name(), Words.of(service.capacity())),
        task(service));
    if (environment.settings().network().egress() == Egress.PUBLIC_IP) {
      add(tasks, "public address of " + service.name(), PRICES.hourly("publicAddressHour"));
    }
  }

  private static double task(ServiceConfig service) {
    String architecture = Words.of(service.task().architecture());
    double processors = service.task().cpuUnits() / 1024.0;
    double gibibytes = service.task().memoryMiB() / 1024.0;
    double fargate =
        processors * PRICES.hourly("fargate.%s.processorHour".formatted(architecture))
            + gibibytes * PRICES.hourly("fargate.%s.gibHour".formatted(architecture));
    return switch (service.capacity()) {
      case FARGATE -> fargate;
      case FARGATE_SPOT -> fargate * PRICES.number("fargate.spotShare");
      // By memory, of which a t4g.small has 2 GiB.
      case EC2, MANAGED_INSTANCES -> gibibytes / 2 * PRICES.hourly("instanceHour");
    };
  }

  /** Metrics that its alarms read, by which they are charged; a test compares with templates. */
  static int alarmMetrics(ServiceConfig service) {
    boolean shifts = service.deployment().strategy().shiftsTraffic();
    int groups = service.isExposed() && shifts ? 2 : 1;
    int metrics = 3; // processors, memory, tasks that end
    if (service.isAlwaysOn()) {
      metrics += service.isExposed() ? groups : 1;
    }
    if (service.isExposed()) {
      metrics += groups; // not ready
    }
    if (service.countsRequests()) {
      metrics += 2 * groups; // failed of all
      if (service.slo() != null) {
        metrics += groups + BURN_ALARMS * 3 * groups; // slow; failed and slow of all
      }
    }
    for (TableConfig table : service.tables().values()) {
      metrics += 2 * (1 + table.indexes().size()) + TABLE_OPERATIONS;
    }
    return metrics;
  }

  /** Alarms over several others. */
  static int compositeAlarms(ServiceConfig service) {
    boolean promises = service.slo() != null && service.countsRequests();
    return (promises ? 2 : 0) + (!promises && service.isAlwaysOn() ? 1 : 0);
  }

  private void addWatching() {
    int services = environment.services().size();
    watch(services, "GB of logs", PRICES.number("logsMonth"));
    watch(
        Math.max(0, services + 1 - FREE_DASHBOARDS),
        "dashboard beyond three that are free",
        PRICES.number("dashboardMonth"));
    if (environment.settings().alarms().enabled()) {
      int entry =
          environment.services().stream().anyMatch(each -> each.exposure() == Exposure.PUBLIC)
              ? 1
              : 0;
      int metrics = environment.services().stream().mapToInt(MonthlyCost::alarmMetrics).sum();
      watch(entry + metrics, "metric of alarms", PRICES.number("alarmMonth"));
      int composites = environment.services().stream().mapToInt(MonthlyCost::compositeAlarms).sum();
      watch(composites, "alarm over others", PRICES.number("compositeAlarmMonth"));
      watch(1, "key for messages of alarms", PRICES.number("keyMonth"));
    }
    for (ServiceConfig service : environment.services()) {
      if (service.telemetry().metrics()) {
        watch(OWN_METRICS, "metric of " + service.name(), PRICES.number("metricMonth"));
      }
    }
    if (environment.settings().containerInsights() != Insights.OFF) {
      watch(services, "Container Insights of a service", PRICES.number("insightsServiceMonth"));
    }
    if (environment.settings().containerInsights() == Insights.ENHANCED) {
      watch(
          environment.services().stream().mapToInt(service -> service.count().min()).sum(),
          "Container Insights of a task",
          PRICES.number("insightsTaskMonth"));
    }
  }
}
