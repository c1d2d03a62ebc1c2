package org.acme.items.drill.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.acme.items.drill.ecs.ServiceDefinition.Alarm;
import org.acme.items.drill.ecs.ServiceDefinition.TargetGroup;
import org.acme.items.drill.ecs.TaskDefinition.HealthCheck;
import org.jspecify.annotations.Nullable;

/** Reads a service out of the template that the CDK made of it. */
public final class ServiceTemplate {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String file;
  private final JsonNode resources;

  private ServiceTemplate(String file, JsonNode resources) {
    this.file = file;
    this.resources = resources;
  }

  /**
   * Reads it. Variables whose values CloudFormation decides are left out.
   *
   * @param assembly folder of a stage in {@code cdk.out}
   * @param image that it runs
   */
  public static ServiceDefinition read(Path assembly, String service, String image)
      throws IOException {
    String stage = assembly.getFileName().toString();
    String file = "items-%s-%s.template.json".formatted(stage, service);
    JsonNode resources = JSON.readTree(assembly.resolve(file).toFile()).path("Resources");
    return new ServiceTemplate(file, resources).definition(service, image);
  }

  private ServiceDefinition definition(String name, String image) {
    JsonNode service = one("AWS::ECS::Service");
    JsonNode deployment = service.path("DeploymentConfiguration");
    if (!deployment.at("/DeploymentCircuitBreaker/Rollback").asBoolean()) {
      throw new IllegalArgumentException(file + ": the circuit breaker must roll back");
    }
    return new ServiceDefinition(
        name,
        task(image),
        // MinCapacity is {"Fn::If": ["HasImage", n, 0]}
        positive(one("AWS::ApplicationAutoScaling::ScalableTarget"), "/MinCapacity/Fn::If/1"),
        positive(deployment, "/MinimumHealthyPercent"),
        positive(deployment, "/MaximumPercent"),
        Duration.ofSeconds(service.path("HealthCheckGracePeriodSeconds").asInt(0)),
        targetGroup().orElse(null),
        timeToLive().orElse(null),
        alarms(deployment.at("/Alarms/AlarmNames")));
  }

  private TaskDefinition task(String image) {
    JsonNode task = one("AWS::ECS::TaskDefinition");
    JsonNode container = task.at("/ContainerDefinitions/0");
    JsonNode check = container.path("HealthCheck");
    Map<String, String> environment = new HashMap<>();
    for (JsonNode variable : container.path("Environment")) {
      if (variable.path("Value").isTextual()) {
        environment.put(variable.path("Name").asText(), variable.path("Value").asText());
      }
    }
    return new TaskDefinition(
        image,
        positive(task, "/Cpu"),
        positive(task, "/Memory"),
        positive(container, "/PortMappings/0/ContainerPort"),
        container.path("User").asText(),
        environment,
        container
            .path("Secrets")
            .valueStream()
            .map(secret -> secret.path("Name").asText())
            .toList(),
        new HealthCheck(
            // Without the leading CMD.
            check.path("Command").valueStream().skip(1).map(JsonNode::asText).toList(),
            seconds(check, "/Interval"),
            seconds(check, "/Timeout"),
            positive(check, "/Retries"),
            seconds(check, "/StartPeriod")),
        seconds(container, "/StopTimeout"));
  }

  private Optional<TargetGroup> targetGroup() {
    return all("AWS::ElasticLoadBalancingV2::TargetGroup")
        .findFirst()
        .map(group ->
            new TargetGroup(
                group.path("HealthCheckPath").asText(),
                seconds(group, "/HealthCheckIntervalSeconds"),
                seconds(group, "/HealthCheckTimeoutSeconds"),
                positive(group, "/HealthyThresholdCount"),
                positive(group, "/UnhealthyThresholdCount"),
                attribute(group, "load_balancing.algorithm.type"),
                Duration.ofSeconds(
                    Long.parseLong(attribute(group, "deregistration_delay.timeout_seconds")))));
  }

  private static String attribute(JsonNode group, String key) {
    return group
        .path("TargetGroupAttributes")
        .valueStream()
        .filter(attribute -> attribute.path("Key").asText().equals(key))
        .map(attribute -> attribute.path("Value").asText())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a target group has no " + key));
  }

  private Optional<Duration> timeToLive() {
    return all("AWS::ServiceDiscovery::Service")
        .findFirst()
        .map(service -> seconds(service, "/DnsConfig/DnsRecords/0/TTL"));
  }

  private List<Alarm> alarms(JsonNode names) {
    List<Alarm> alarms = new ArrayList<>();
    for (JsonNode name : names) {
      JsonNode alarm =
          all("AWS::CloudWatch::Alarm")
              .filter(candidate -> candidate.path("AlarmName").equals(name))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException(file + ": no alarm " + name));
      Alarm.@Nullable Metric metric = metric(alarm);
      if (metric != null) {
        JsonNode period =
            alarm.has("Period")
                ? alarm.path("Period")
                : alarm.findPath("MetricStat").path("Period");
        alarms.add(
            new Alarm(
                name.asText(),
                metric,
                alarm.path("Threshold").asDouble(),
                positive(alarm, "/EvaluationPeriods"),
                Duration.ofSeconds(period.asInt())));
      }
    }
    return alarms;
  }

  /** Null for those that are not about what the load balancer sees. */
  private static Alarm.@Nullable Metric metric(JsonNode alarm) {
    if (alarm.path("MetricName").asText().equals("TargetResponseTime")) {
      return Alarm.Metric.RESPONSE_TIME;
    }
    return alarm.path("Metrics").toString().contains("HTTPCode_Target_5XX_Count")
        ? Alarm.Metric.FAILURES
        : null;
  }

  private JsonNode one(String type) {
    return all(type)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("%s has no %s".formatted(file, type)));
  }

  private Stream<JsonNode> all(String type) {
    return resources
        .valueStream()
        .filter(resource -> resource.path("Type").asText().equals(type))
        .map(resource -> resource.path("Properties"));
  }

  private static Duration seconds(JsonNode node, String pointer) {
    return Duration.ofSeconds(positive(node, pointer));
  }

  private static int positive(JsonNode node, String pointer) {
    int value = node.at(pointer).asInt();
    if (value <= 0) {
      throw new IllegalArgumentException(
          "%s must be a number above 0 in %s".formatted(pointer, node));
    }
    return value;
  }
}
