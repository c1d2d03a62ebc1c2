package org.acme.items.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A stage as a Mermaid diagram, drawn from its templates and from nothing else. */
record Diagram(Synth synth) {
  private static final Map<String, String> DRAWN =
      Map.of(
          "AWS::EC2::NatGateway", "NAT gateway",
          "AWS::WAFv2::WebACL", "WAF",
          "AWS::SNS::Topic", "alarms by e-mail",
          "AWS::Budgets::Budget", "budget");

  String mermaid() {
    StringBuilder text = new StringBuilder("```mermaid\nflowchart LR\n");
    text.append("  internet([internet])\n");
    text.append(
        "  subgraph PlatformStack[\"%s-platform\"]\n".formatted(synth.environment().prefix()));
    count("platform")
        .forEach((type, number) -> {
          String label = DRAWN.get(type);
          if (label != null) {
            text.append(
                "    %s[%s%s]\n"
                    .formatted(
                        type.replaceAll("[^A-Za-z]", ""), number > 1 ? number + " × " : "", label));
          }
        });
    groups().stream()
        .filter(group -> group.endsWith("LoadBalancer"))
        .forEach(group ->
            text.append(
                "    %s[%s load balancer]\n"
                    .formatted(
                        group,
                        group.replace("LoadBalancer", "").toLowerCase(java.util.Locale.ROOT))));
    text.append("    namespace[(%s)]\n".formatted(namespace())).append("  end\n");
    services(text);
    if (groups().contains("PublicLoadBalancer")) {
      text.append("  internet --> PublicLoadBalancer\n");
    }
    edges().forEach(edge -> text.append("  ").append(edge).append('\n'));
    return text.append("```\n").toString();
  }

  private void services(StringBuilder text) {
    synth
        .templates()
        .forEach((stack, template) -> {
          if (synth.resources(stack, "AWS::ECS::Service").isEmpty()) {
            return;
          }
          String id = org.acme.items.infra.platform.Ids.pascal(stack);
          JsonNode task = synth.properties(stack, "AWS::ECS::TaskDefinition");
          text.append(
                  "  subgraph %sStack[\"%s-%s\"]\n"
                      .formatted(id, synth.environment().prefix(), stack))
              .append(
                  "    %s[\"%s tasks<br>%s CPU units, %s MiB\"]\n"
                      .formatted(id, stack, task.get("Cpu").asText(), task.get("Memory").asText()));
          if (!synth.resources(stack, "AWS::DynamoDB::GlobalTable").isEmpty()) {
            text.append("    %s --> %sData[(DynamoDB)]\n".formatted(id, id));
          }
          text.append("  end\n");
          if (!synth.resources(stack, "AWS::ServiceDiscovery::Service").isEmpty()) {
            text.append("  namespace -. finds .-> %s\n".formatted(id));
          }
        });
  }

  private Map<String, Integer> count(String stack) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    synth.template(stack).get("Resources").findValuesAsText("Type").stream()
        .sorted()
        .forEach(type -> counts.merge(type, 1, Integer::sum));
    return counts;
  }

  private String namespace() {
    return synth
        .properties("platform", "AWS::ServiceDiscovery::PrivateDnsNamespace")
        .get("Name")
        .asText();
  }

  private Set<String> groups() {
    Set<String> groups = new TreeSet<>();
    synth
        .template("platform")
        .get("Resources")
        .propertyStream()
        .filter(
            resource -> resource.getValue().get("Type").asText().equals("AWS::EC2::SecurityGroup"))
        .filter(resource -> resource.getKey().startsWith("Connections"))
        .forEach(resource -> groups.add(name(resource.getKey())));
    return groups;
  }

  private Set<String> edges() {
    Set<String> edges = new TreeSet<>();
    for (JsonNode rule : synth.resources("platform", "AWS::EC2::SecurityGroupIngress")) {
      JsonNode properties = rule.get("Properties");
      edges.add(
          "%s -- %d --> %s"
              .formatted(
                  name(properties.at("/SourceSecurityGroupId/Fn::GetAtt/0").asText()),
                  properties.get("FromPort").asInt(),
                  name(properties.at("/GroupId/Fn::GetAtt/0").asText())));
    }
    return edges;
  }

  private static String name(String logicalId) {
    return logicalId.replaceFirst("^Connections", "").replaceFirst("[0-9A-F]{8}$", "");
  }
}
