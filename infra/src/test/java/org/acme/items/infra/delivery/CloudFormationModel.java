package org.acme.items.infra.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What CloudFormation does with a stack, as far as images are concerned: parameters that are given,
 * kept or missing, conditions, and the way back when tasks do not become healthy. A model, not AWS:
 * it knows the intrinsics that service stacks use for their image.
 */
final class CloudFormationModel {
  private final Map<String, Stack> stacks = new HashMap<>();
  private Predicate<String> healthy = image -> true;

  /** A stack as it is deployed. */
  record Stack(JsonNode template, String image) {
    /** Of the only container. */
    String imageOfTasks() {
      JsonNode task = resource("AWS::ECS::TaskDefinition");
      return evaluate(task.at("/ContainerDefinitions/0/Image")).asText();
    }

    /** Tasks that the service wants; empty where scaling decides. */
    Optional<Integer> desired() {
      JsonNode wanted = evaluate(resource("AWS::ECS::Service").path("DesiredCount"));
      return wanted.isInt() ? Optional.of(wanted.asInt()) : Optional.empty();
    }

    /** Whether ECS gives up a deployment that does not get well, and undoes it. */
    boolean goesBack() {
      JsonNode breaker =
          resource("AWS::ECS::Service").at("/DeploymentConfiguration/DeploymentCircuitBreaker");
      return breaker.path("Enable").asBoolean() && breaker.path("Rollback").asBoolean();
    }

    /** Least tasks of scaling. */
    int least() {
      return evaluate(resource("AWS::ApplicationAutoScaling::ScalableTarget").get("MinCapacity"))
          .asInt();
    }

    private JsonNode resource(String type) {
      return template
          .get("Resources")
          .valueStream()
          .filter(resource -> resource.get("Type").asText().equals(type))
          .findFirst()
          .orElseThrow()
          .get("Properties");
    }

    private JsonNode evaluate(JsonNode value) {
      if (value.has("Fn::If")) {
        boolean holds = holds(template.at("/Conditions/" + value.at("/Fn::If/0").asText()));
        return evaluate(value.at(holds ? "/Fn::If/1" : "/Fn::If/2"));
      }
      if (value.path("Ref").asText().equals("Image")) {
        return TextNode.valueOf(image);
      }
      return value;
    }

    private boolean holds(JsonNode condition) {
      if (condition.has("Fn::Not")) {
        return !holds(condition.at("/Fn::Not/0"));
      }
      return evaluate(condition.at("/Fn::Equals/0"))
          .asText()
          .equals(evaluate(condition.at("/Fn::Equals/1")).asText());
    }
  }

  /** Images whose tasks become healthy from now on. */
  void healthyIf(Predicate<String> image) {
    this.healthy = image;
  }

  /**
   * Creates or updates a stack as the action of a pipeline does, where a parameter that is not
   * given takes its default, and never the value it had.
   *
   * @return whether it worked; otherwise everything is as before
   */
  boolean deploy(String name, JsonNode template, Map<String, String> parameters) {
    JsonNode parameter = template.at("/Parameters/Image");
    String image = parameters.get("Image");
    if (image == null && parameter.has("Default")) {
      image = parameter.get("Default").asText();
    }
    if (image == null || !image.matches(parameter.get("AllowedPattern").asText())) {
      return false;
    }
    Stack next = new Stack(template, image);
    int tasks = next.desired().orElseGet(next::least);
    boolean works = tasks == 0 || healthy.test(next.imageOfTasks());
    if (works || !next.goesBack()) {
      stacks.put(name, next);
    }
    return works;
  }

  /** The same as the CDK's command line does, which keeps values that a stack has. */
  boolean cdkDeploy(String name, JsonNode template, Map<String, String> parameters) {
    Map<String, String> all = new HashMap<>(parameters);
    Stack before = stacks.get(name);
    if (before != null) {
      all.putIfAbsent("Image", before.image());
    }
    return deploy(name, template, all);
  }

  Stack stack(String name) {
    return Optional.ofNullable(stacks.get(name)).orElseThrow();
  }
}
