package org.acme.items.infra.config;

import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.acme.items.infra.config.ConfigLoader.Manifest;
import org.acme.items.infra.config.ServiceConfig.Capacity;
import org.acme.items.infra.config.ServiceConfig.Discovery;
import org.acme.items.infra.config.ServiceConfig.Exposure;
import org.acme.items.infra.config.StageConfig.Egress;

/** What one key of a service says about another, and what the stage says about it. */
record ServiceRules(Manifest manifest, StageConfig settings) {
  private static final Pattern SECRET_NAME =
      Pattern.compile("(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_KEY|CREDENTIAL)");

  /** AWS access keys, private keys, and passwords within addresses. */
  private static final Pattern SECRET_VALUE =
      Pattern.compile("AKIA[0-9A-Z]{16}|-----BEGIN|://[^/:@\\s]+:[^/@\\s]+@");

  /** MiB below which a JVM has no room. */
  private static final int LEAST_MEMORY_BESIDE_COLLECTOR = 256;

  /** Stacks of a stage that are no service. */
  private static final List<String> RESERVED =
      List.of("delivery", "platform", "registry", "shared");

  void check(List<Problem> problems) {
    checkName(problems);
    checkSize(problems);
    checkCapacity(problems);
    checkCount(problems);
    checkRouting(problems);
    new DeploymentRules(manifest, settings).check(problems);
    checkTables(problems);
    checkEnvironment(problems);
    checkTelemetry(problems);
    if (settings.production()) {
      new ProductionRules(service(), manifest, settings).check(problems);
    }
  }

  private ServiceConfig service() {
    return manifest.service();
  }

  private void checkName(List<Problem> problems) {
    String wanted = ConfigLoader.name(manifest.folder());
    if (wanted.equals(manifest.folder())) {
      manifest.problem(
          problems,
          "name",
          "folders of services end with -service, as in %s-service".formatted(wanted));
    }
    if (RESERVED.contains(service().name())) {
      manifest.problem(
          problems,
          "name",
          "%s is the name of another stack; taken: %s"
              .formatted(service().name(), String.join(", ", RESERVED)));
    }
    if (service().imageSource() instanceof ImageSource.Local && !manifest.hasDockerfile()) {
      manifest.problem(
          problems, "image", "local needs a Dockerfile in %s".formatted(manifest.folder()));
    }
    if (!service().name().equals(wanted)) {
      manifest.problem(
          problems,
          "name",
          "must be that of its folder, %s, got %s".formatted(wanted, service().name()));
    }
  }

  private void checkSize(List<Problem> problems) {
    TaskSize task = service().task();
    boolean fargate =
        service().capacity() == Capacity.FARGATE || service().capacity() == Capacity.FARGATE_SPOT;
    if (!fargate || task.isFargateSize()) {
      return;
    }
    if (TaskSize.isFargateCpu(task.cpuUnits())) {
      manifest.problem(
          problems,
          "task.memoryMiB",
          "%d is not a Fargate size; allowed with %d CPU units: %s"
              .formatted(
                  task.memoryMiB(),
                  task.cpuUnits(),
                  list(TaskSize.fargateMemory(task.cpuUnits()))));
    } else {
      manifest.problem(
          problems,
          "task.cpuUnits",
          "%d is not a Fargate size; allowed with %d MiB: %s"
              .formatted(
                  task.cpuUnits(), task.memoryMiB(), list(TaskSize.fargateCpu(task.memoryMiB()))));
    }
  }

  private void checkCapacity(List<Problem> problems) {
    boolean instances =
        service().capacity() == Capacity.EC2 || service().capacity() == Capacity.MANAGED_INSTANCES;
    if (instances && settings.network().egress() == Egress.PUBLIC_IP) {
      manifest.problem(
          problems,
          "capacity",
          "tasks on instances get no public addresses, so network.egress public-ip leaves them"
              + " without a way out; allowed with it: fargate, fargate-spot");
    }
    if (instances && settings.network().egress() == Egress.ENDPOINTS) {
      manifest.problem(
          problems,
          "capacity",
          "instances cannot reach ECS with network.egress endpoints; allowed with it: fargate, fargate-spot");
    }
    if (service().capacity() == Capacity.EC2
        && service().task().architecture() != settings.ec2().architecture()) {
      manifest.problem(
          problems,
          "task.architecture",
          "%s does not run on ec2.instanceType %s"
              .formatted(Words.of(service().task().architecture()), settings.ec2().instanceType()));
    }
  }

  private static String list(List<Integer> numbers) {
    return numbers.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private void checkCount(List<Problem> problems) {
    TaskCount count = service().count();
    if (count.min() > count.most()) {
      manifest.problem(
          problems, "count.min", "%d is more than max, %d".formatted(count.min(), count.most()));
    }
    for (int i = 0; i < service().schedules().size(); i++) {
      Schedule schedule = service().schedules().get(i);
      String at = "schedules[%d].".formatted(i);
      schedule
          .mistake()
          .ifPresent(mistake ->
              manifest.problem(problems, at + "cron", "is no time: %s".formatted(mistake)));
      if (!schedule.hasZone()) {
        manifest.problem(
            problems,
            at + "timeZone",
            "there is no zone %s%s"
                .formatted(
                    schedule.timeZone(),
                    Nearest.hint(schedule.timeZone(), List.copyOf(ZoneId.getAvailableZoneIds()))));
      }
      if (schedule.min() > schedule.max()) {
        manifest.problem(
            problems,
            "schedules[%d].min".formatted(i),
            "%d is more than max, %d".formatted(schedule.min(), schedule.max()));
      }
    }
    if (count.min() == 0
        && count.growsWithLoad()
        && service().schedules().stream().noneMatch(schedule -> schedule.min() > 0)) {
      manifest.problem(
          problems,
          "count.min",
          "no task measures no load, so none would ever start: 1 or more, or a schedule with more");
    }
    if (service().discovery() == Discovery.DNS
        && service().task().stopSeconds() <= ServiceConfig.FORGOTTEN_AFTER_SECONDS) {
      manifest.problem(
          problems,
          "task.stopSeconds",
          "must be more than %d with discovery dns, so that callers forget its address first, got %d"
              .formatted(ServiceConfig.FORGOTTEN_AFTER_SECONDS, service().task().stopSeconds()));
    }
    if (count.most() == count.min()) {
      manifest.unused(
          problems, "count.targetCpuPercent", count.targetCpuPercent(), "count.max above min");
      manifest.unused(
          problems,
          "count.targetMemoryPercent",
          count.targetMemoryPercent(),
          "count.max above min");
      manifest.unused(
          problems, "count.requestsPerTarget", count.requestsPerTarget(), "count.max above min");
    } else if (!service().isExposed()) {
      manifest.unused(
          problems,
          "count.requestsPerTarget",
          count.requestsPerTarget(),
          "exposure other than none");
    }
  }

  private void checkTables(List<Problem> problems) {
    service()
        .tables()
        .forEach((name, table) -> {
          String at = "tables." + name;
          if (table.partitionKey().equals(table.sortKey())) {
            manifest.problem(problems, at + ".sortKey", "is the partition key already");
          }
          table
              .indexes()
              .forEach((index, keys) -> {
                if (keys.partitionKey().equals(keys.sortKey())) {
                  manifest.problem(
                      problems,
                      "%s.indexes.%s.sortKey".formatted(at, index),
                      "is the partition key already");
                }
              });
        });
  }

  private void checkRouting(List<Problem> problems) {
    Routing routing = service().routing();
    boolean own = routing.loadBalancer() == Routing.Sharing.OWN;
    if (own && service().exposure() != Exposure.INTERNAL) {
      manifest.problem(
          problems, "routing.loadBalancer", "own is for exposure internal; public is shared");
    } else if (!service().isExposed()) {
      manifest.unused(problems, "routing.priority", routing.priority(), "exposure other than none");
    } else if (!own && routing.priority() == null) {
      manifest.problem(
          problems, "routing.priority", "is missing: the load balancer is shared with others");
    } else if (own) {
      manifest.unused(
          problems, "routing.priority", routing.priority(), "a load balancer that is shared");
    }
    if (service().exposure() == Exposure.INTERNAL && !routing.hosts().isEmpty()) {
      manifest.problem(
          problems,
          "routing.hosts",
          "is for exposure public: callers know an internal load balancer by its own name");
    }
    if (routing.checkTimeoutSeconds() >= routing.checkSeconds()) {
      manifest.problem(
          problems,
          "routing.checkTimeoutSeconds",
          "must be less than checkSeconds, %d, got %d"
              .formatted(routing.checkSeconds(), routing.checkTimeoutSeconds()));
    }
    // A rule of a load balancer takes five values; "Quotas" in the guide to Application Load
    // Balancers.
    if (routing.paths().size() + routing.hosts().size() > 5) {
      manifest.problem(
          problems, "routing.paths", "paths and hosts together may be 5, the limit of a rule");
    }
  }

  private void checkTelemetry(List<Problem> problems) {
    Telemetry telemetry = service().telemetry();
    if (service().slo() != null && !service().isExposed() && !telemetry.metrics()) {
      manifest.problem(
          problems,
          "slo",
          "nothing would measure it: set telemetry.metrics to true, or exposure other than none");
    }
    if (!telemetry.traces()) {
      return;
    }
    if (settings.network().egress() == Egress.ENDPOINTS) {
      manifest.problem(
          problems,
          "telemetry.tracePercent",
          "the collector and X-Ray are out of reach with network.egress endpoints: must be 0");
    }
    int left = service().task().memoryMiB() - Telemetry.COLLECTOR_MIB;
    if (left < LEAST_MEMORY_BESIDE_COLLECTOR) {
      manifest.problem(
          problems,
          "telemetry.tracePercent",
          "the collector takes %d MiB and leaves %d: task.memoryMiB must be %d or more"
              .formatted(
                  Telemetry.COLLECTOR_MIB,
                  left,
                  LEAST_MEMORY_BESIDE_COLLECTOR + Telemetry.COLLECTOR_MIB));
    }
  }

  private void checkEnvironment(List<Problem> problems) {
    service()
        .environment()
        .forEach((name, value) -> {
          if (SECRET_NAME.matcher(name).find() || SECRET_VALUE.matcher(value).find()) {
            manifest.problem(
                problems,
                "environment." + name,
                "looks like a secret in clear text; name under secrets where it is kept");
          }
          if (service().secrets().containsKey(name)) {
            manifest.problem(
                problems, "environment." + name, "is under secrets as well; only one can be");
          }
        });
    if (settings.network().egress() == Egress.ENDPOINTS
        && service().imageSource() instanceof ImageSource.Registry(String reference)
        && !reference.contains(".dkr.ecr.")) {
      manifest.problem(
          problems,
          "image",
          "%s is out of reach with network.egress endpoints; allowed: images in Amazon ECR of the account"
              .formatted(reference));
    }
  }
}
