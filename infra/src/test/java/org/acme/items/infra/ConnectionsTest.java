package org.acme.items.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.acme.items.infra.config.ConfigLoader;
import org.acme.items.infra.config.ServiceConfig;
import org.acme.items.infra.config.ServiceConfig.Exposure;
import org.acme.items.infra.platform.Ids;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may call whom: what is in the templates is what the manifests say, and nothing else. */
class ConnectionsTest {
  static Stream<Synth> stages() {
    return Stream.concat(
        ConfigLoader.stages(Synth.ROOT).stream().map(Synth::of), Stream.of(Synth.full()));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void rulesBetweenGroupsAreTheEdgesOfTheManifests(Synth synth) {
    Set<String> wanted = wanted(synth);

    assertThat(edges(synth, "AWS::EC2::SecurityGroupIngress", "SourceSecurityGroupId", true))
        .isEqualTo(wanted);
    assertThat(edges(synth, "AWS::EC2::SecurityGroupEgress", "DestinationSecurityGroupId", false))
        .isEqualTo(wanted);
  }

  @ParameterizedTest
  @MethodSource("stages")
  void onlyThePublicLoadBalancerLetsTheInternetIn(Synth synth) {
    synth
        .template("platform")
        .get("Resources")
        .propertyStream()
        .filter(
            resource -> resource.getValue().get("Type").asText().equals("AWS::EC2::SecurityGroup"))
        .filter(resource -> resource.getKey().startsWith("Connections"))
        .forEach(resource ->
            assertThat(resource.getValue().at("/Properties").has("SecurityGroupIngress"))
                .as(resource.getKey())
                .isEqualTo(resource.getKey().startsWith("ConnectionsPublicLoadBalancer")));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void tasksReachTheWorldOverHttpsOnly(Synth synth) {
    for (ServiceConfig service : synth.environment().services()) {
      JsonNode egress =
          synth
              .template("platform")
              .get("Resources")
              .propertyStream()
              .filter(resource ->
                  resource
                      .getKey()
                      .matches("Connections%s[0-9A-F]{8}".formatted(Ids.pascal(service.name()))))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElseThrow()
              .at("/Properties/SecurityGroupEgress");

      assertThat(egress).hasSize(1);
      assertThat(egress.at("/0/FromPort").asInt()).isEqualTo(443);
      assertThat(egress.at("/0/ToPort").asInt()).isEqualTo(443);
    }
  }

  @ParameterizedTest
  @MethodSource("stages")
  void serviceStacksDoNotOpenAnything(Synth synth) {
    synth
        .templates()
        .forEach((stack, template) -> {
          if (!stack.equals("platform")) {
            assertThat(template.get("Resources").findValuesAsText("Type"))
                .as(stack)
                .noneMatch(type -> type.startsWith("AWS::EC2::SecurityGroup"));
          }
        });
  }

  private static Set<String> wanted(Synth synth) {
    Set<String> edges = new TreeSet<>();
    for (ServiceConfig service : synth.environment().services()) {
      for (String name : service.calls()) {
        ServiceConfig called = synth.environment().service(name);
        edges.add(
            called.exposure() == Exposure.INTERNAL
                ? "%s -> InternalLoadBalancer:80".formatted(Ids.pascal(service.name()))
                : "%s -> %s:%d"
                    .formatted(Ids.pascal(service.name()), Ids.pascal(name), called.port()));
      }
      if (service.isExposed()) {
        edges.add(
            "%s -> %s:%d"
                .formatted(
                    service.exposure() == Exposure.PUBLIC
                        ? "PublicLoadBalancer"
                        : "InternalLoadBalancer",
                    Ids.pascal(service.name()),
                    service.port()));
      }
    }
    return edges;
  }

  private static Set<String> edges(Synth synth, String type, String other, boolean incoming) {
    Set<String> edges = new TreeSet<>();
    for (JsonNode rule : synth.resources("platform", type)) {
      JsonNode properties = rule.get("Properties");
      assertThat(properties.get("FromPort")).isEqualTo(properties.get("ToPort"));
      String own = group(properties.get("GroupId"));
      String peer = group(properties.get(other));
      edges.add(
          "%s -> %s:%d"
              .formatted(
                  incoming ? peer : own,
                  incoming ? own : peer,
                  properties.get("FromPort").asInt()));
    }
    return edges;
  }

  private static String group(JsonNode reference) {
    return reference
        .at("/Fn::GetAtt/0")
        .asText()
        .replaceFirst("^Connections", "")
        .replaceFirst("[0-9A-F]{8}$", "");
  }
}
