package org.acme.items.infra.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service: its {@code service.yaml}, with what the stage says about it. */
public record ServiceConfig(
    @Key("name; its folder is `<name>-service`, or `<name>-tester` for what `./dev up` leaves out")
        @Pattern(regexp = Names.NAME, message = Names.NAME_HINT)
        String name,
    @Key(value = "whether the stage has it", byDefault = "true") boolean enabled,
    @Key("on which it listens in its container") @Min(1) @Max(65_535) int port,
    @Key("on a laptop; `<NAME>_PORT` overrides it. Not used on AWS") @Min(1) @Max(65_535)
        int localPort,
    @Key("paths of its health checks") Health health,
    @Key("size of one task") TaskSize task,
    @Key("how many tasks") TaskCount count,
    @Key("counts by the clock, such as none at night") List<Schedule> schedules,
    @Key(value = "what its tasks run on", byDefault = "fargate") Capacity capacity,
    @Key(
            value =
                "how callers find it: `dns` (address records of each task), `service-connect` (a"
                    + " proxy beside each task) or `none`",
            byDefault = "none")
        Discovery discovery,
    @Key(
            value = "which load balancer leads to it: none, one inside the network, the public one",
            byDefault = "none")
        Exposure exposure,
    @Key("which requests the load balancer sends to it, and how it is checked") Routing routing,
    @Key("services it calls; it gets `<NAME>_URL` for each and may reach no other")
        List<@Pattern(regexp = Names.NAME, message = Names.NAME_HINT) String> calls,
    @Key("DynamoDB tables it owns, by name; it gets `<NAME>_TABLE` for each")
        Map<@Pattern(regexp = Names.NAME, message = Names.NAME_HINT) String, TableConfig> tables,
    @Key("environment variables")
        Map<@Pattern(regexp = Names.VARIABLE, message = Names.VARIABLE_HINT) String, String>
            environment,
    @Key(
            "environment variables from `secretsmanager:NAME`, `secretsmanager:NAME#JSON_KEY` or"
                + " `ssm:/PATH`; a change there restarts the tasks")
        Map<
                @Pattern(regexp = Names.VARIABLE, message = Names.VARIABLE_HINT) String,
                @Pattern(
                    regexp =
                        "^(secretsmanager:[A-Za-z0-9/_+=.@-]+(#[A-Za-z0-9_.-]+)?|ssm:(/[A-Za-z0-9_.-]+)+)$",
                    message = "secretsmanager:NAME, secretsmanager:NAME#JSON_KEY or ssm:/PATH")
                String>
            secrets,
    @Key(
            value =
                "where its image comes from: `pipeline` (the stack's parameter), `local` (built by"
                    + " `cdk deploy`) or a reference with a digest or a tag other than `latest`",
            byDefault = "pipeline")
        @Pattern(
            regexp =
                "^(pipeline|local|[a-z0-9.-]+(:[0-9]+)?(/[a-z0-9._-]+)+(:(?!latest$)[A-Za-z0-9_.-]+|@sha256:[0-9a-f]{64}))$",
            message = "pipeline, local or a reference such as registry/name:1.2 (not latest)")
        String image,
    @Key(
            value = "whether `aws ecs execute-command` may open a shell in its tasks",
            byDefault = "false")
        boolean exec,
    @Key("how a new version replaces the old one") Deployment deployment,
    @Key("what it tells about itself beyond its logs") Telemetry telemetry,
    @Key(
            "what it promises its callers: alarms, dashboards, the end of bad deployments and the load"
                + " test follow from it; a load balancer or telemetry.metrics has to measure it")
        @Nullable Slo slo) {

  /**
   * Seconds for which a task that is found by DNS goes on answering when it stops: until callers
   * have forgotten its address, who may ask for it a moment before it goes and then look it up
   * again a few seconds late.
   */
  public static final int FORGOTTEN_AFTER_SECONDS = 15;

  /** Paths, from the root of the service. */
  public record Health(
      @Key("answers 200 while the process can go on; else its container is replaced")
          @Pattern(regexp = Names.PATH, message = Names.PATH_HINT)
          String live,
      @Key(
              "answers 200 while it can take requests; a new task counts only when it has done so"
                  + " once, and a load balancer asks it all the time: ECS replaces a task that fails"
                  + " there")
          @Pattern(regexp = Names.PATH, message = Names.PATH_HINT)
          String ready) {}

  /** What its tasks run on. */
  public enum Capacity {
    FARGATE,
    FARGATE_SPOT,
    EC2,
    MANAGED_INSTANCES
  }

  /** How callers find its tasks. */
  public enum Discovery {
    DNS,
    SERVICE_CONNECT,
    NONE
  }

  /** Which load balancer leads to it. */
  public enum Exposure {
    NONE,
    INTERNAL,
    PUBLIC
  }

  public ServiceConfig {
    calls = List.copyOf(calls);
    schedules = List.copyOf(schedules);
  }

  public ImageSource imageSource() {
    return switch (image) {
      case "pipeline" -> new ImageSource.Pipeline();
      case "local" -> new ImageSource.Local();
      default -> new ImageSource.Registry(image);
    };
  }

  /** Name of an environment variable about it, such as {@code BACKEND_URL}. */
  public String variable(String suffix) {
    return variable(name, suffix);
  }

  /** Name of an environment variable about something, such as {@code ITEMS_TABLE}. */
  public static String variable(String subject, String suffix) {
    return subject.toUpperCase(Locale.ROOT).replace('-', '_') + "_" + suffix;
  }

  /** Whether the number of its tasks changes by itself. */
  public boolean scales() {
    return count.most() > count.min() || !schedules.isEmpty();
  }

  /** Whether it never sleeps by its own will. */
  public boolean isAlwaysOn() {
    return count.min() > 0 && schedules.stream().allMatch(schedule -> schedule.min() > 0);
  }

  /** Whether somebody counts its requests: a load balancer, or it itself. */
  public boolean countsRequests() {
    return isExposed() || telemetry.metrics();
  }

  public boolean isExposed() {
    return exposure != Exposure.NONE;
  }
}
