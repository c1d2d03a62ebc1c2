package org.acme.items.infra.plan;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.ServiceConfig;
import org.acme.items.infra.config.ServiceConfig.Exposure;
import org.acme.items.infra.config.StageConfig.Egress;
import org.acme.items.infra.config.Words;

/** What a synth tells about a stage. */
public record Plan(EnvironmentConfig environment) {
  public void print(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%s in %s, %d zones%n",
        environment.prefix(),
        environment.settings().region(),
        environment.settings().network().zones());
    environment.services().forEach(service -> print(service, out));
    if (isOpen()) {
      out.printf("%nWithout entry.domain the site speaks HTTP only: others can read along.%n");
    }
    List<MonthlyCost.Line> cost = MonthlyCost.of(environment);
    out.printf(
        Locale.ROOT,
        "%nAbout %.0f USD a month at least, without traffic (%s; approximate)%n",
        cost.stream().mapToDouble(MonthlyCost.Line::usd).sum(),
        MonthlyCost.source());
    cost.forEach(line -> out.printf(Locale.ROOT, "  %8.2f  %s%n", line.usd(), line.what()));
    out.printf(
        Locale.ROOT,
        "Of it %.2f USD for logs, metrics, alarms and dashboards%n",
        cost.stream().filter(MonthlyCost.Line::watching).mapToDouble(MonthlyCost.Line::usd).sum());
    out.printf(
        Locale.ROOT,
        "%nEgress is %s; a month of each: %s (public-ip: an address for each task)%n",
        Words.of(environment.settings().network().egress()),
        Arrays.stream(Egress.values()).map(this::price).collect(Collectors.joining(", ")));
  }

  private boolean isOpen() {
    return environment.settings().entry().domain() == null
        && environment.services().stream()
            .anyMatch(service -> service.exposure() == Exposure.PUBLIC);
  }

  private String price(Egress choice) {
    return "%s %.0f USD"
        .formatted(
            Words.of(choice),
            MonthlyCost.egress(choice, environment.settings().network().zones()).stream()
                .mapToDouble(MonthlyCost.Line::usd)
                .sum());
  }

  private void print(ServiceConfig service, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%n  %s%n    %d CPU units, %d MiB, %s on %s%n    %s%n    discovery %s, exposure %s%n    %s; a new version takes at least %s%n",
        service.name(),
        service.task().cpuUnits(),
        service.task().memoryMiB(),
        Words.of(service.task().architecture()),
        Words.of(service.capacity()),
        count(service),
        Words.of(service.discovery()),
        Words.of(service.exposure()),
        Words.of(service.deployment().strategy()),
        Rollout.of(environment, service));
  }

  private static String count(ServiceConfig service) {
    String tasks =
        service.count().growsWithLoad()
            ? "%d to %d tasks".formatted(service.count().min(), service.count().most())
            : "%d task%s".formatted(service.count().min(), service.count().min() == 1 ? "" : "s");
    return service.schedules().isEmpty()
        ? tasks
        : tasks + ", " + service.schedules().size() + " schedules";
  }
}
