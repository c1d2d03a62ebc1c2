package org.acme.items.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.acme.items.infra.Checkout.Change;
import org.acme.items.infra.config.ConfigLoader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that roles may do, one line per action and resource, is in {@code permissions}. A
 * change there is a change of what somebody who breaks in could do: review it as such.
 */
class PermissionsTest {
  static Stream<Synth> stages() {
    return ConfigLoader.stages(Synth.ROOT).stream().map(Synth::of);
  }

  /** With roles that no stage of this repository has: instances, hooks, restarts. */
  static Stream<Roles> all() {
    return Stream.of(
            stages().map(PermissionsTest::rolesOf),
            Stream.of(rolesOf(EVERY_KIND)),
            Stream.of(
                new Roles("delivery", Pipelines.templates()),
                new Roles("delivery-codecommit", Pipelines.codeCommitTemplates())))
        .flatMap(roles -> roles);
  }

  /** Templates with roles in them, and the file that lists what these may do. */
  record Roles(String name, Map<String, JsonNode> templates) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Roles rolesOf(Synth synth) {
    return new Roles(synth.environment().stage(), synth.templates());
  }

  private static final Synth EVERY_KIND = everyKind();

  private static Synth everyKind() {
    try {
      return Synth.full(
          Files.createTempDirectory("full"),
          List.of(
              new Change(
                  "stock-service/service.yaml",
                  "exposure: internal",
                  "capacity: ec2\nexposure: internal"),
              new Change(
                  "shop-service/service.yaml",
                  "capacity: fargate",
                  "capacity: managed-instances")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void rolesMayDoWhatWasReviewed(Roles roles) throws IOException {
    Generated.requireCurrent(
        Path.of("src/test/resources/permissions/%s.txt".formatted(roles.name())),
        String.join("\n", permissions(roles.templates())) + "\n");
  }

  @ParameterizedTest
  @MethodSource("all")
  void nobodyMayDoEverything(Roles roles) {
    assertThat(permissions(roles.templates()))
        .noneMatch(line -> line.matches(".* (\\*|[a-z]+:\\*) on .*"));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void backendTouchesItsTableAndIndexAndNothingElse(Synth synth) {
    String role = "backend TaskTaskRole Allow ";
    assertThat(permissions(synth.templates()).stream().filter(line -> line.startsWith(role)))
        .isNotEmpty()
        .allMatch(line -> line.contains(" on ItemsTable"))
        .noneMatch(line -> line.contains("Scan") || line.contains("DeleteTable"));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void frontendTouchesNothing(Synth synth) {
    if (!synth.environment().service("frontend").exec()) {
      assertThat(permissions(synth.templates()))
          .noneMatch(line -> line.startsWith("frontend TaskTaskRole Allow"));
    }
  }

  private static Set<String> permissions(Map<String, JsonNode> templates) {
    Set<String> lines = new TreeSet<>();
    templates.forEach((stack, template) ->
        template
            .get("Resources")
            .propertyStream()
            .forEach(resource -> {
              JsonNode properties = resource.getValue().path("Properties");
              switch (resource.getValue().get("Type").asText()) {
                case "AWS::IAM::Policy" ->
                    properties
                        .get("Roles")
                        .forEach(role ->
                            add(
                                lines,
                                stack,
                                name(role.get("Ref").asText()),
                                properties.get("PolicyDocument")));
                case "AWS::IAM::Role" -> {
                  String role = name(resource.getKey());
                  for (JsonNode trust : properties.at("/AssumeRolePolicyDocument/Statement")) {
                    lines.add(
                        "%s %s is for %s%s"
                            .formatted(stack, role, readable(trust.get("Principal")), when(trust)));
                  }
                  for (JsonNode policy : properties.path("ManagedPolicyArns")) {
                    lines.add("%s %s managed %s".formatted(stack, role, text(policy)));
                  }
                  for (JsonNode policy : properties.path("Policies")) {
                    add(lines, stack, role, policy.get("PolicyDocument"));
                  }
                }
                case "AWS::IAM::ManagedPolicy" ->
                    add(lines, stack, name(resource.getKey()), properties.get("PolicyDocument"));
                case "AWS::S3::BucketPolicy", "AWS::SNS::TopicPolicy" -> {
                  for (JsonNode statement : properties.at("/PolicyDocument/Statement")) {
                    for (String action : texts(statement.get("Action"))) {
                      lines.add(
                          "%s %s %s %s by %s%s"
                              .formatted(
                                  stack,
                                  name(resource.getKey()),
                                  statement.get("Effect").asText(),
                                  action,
                                  readable(statement.get("Principal")),
                                  when(statement)));
                    }
                  }
                }
                default -> {}
              }
            }));
    return lines;
  }

  private static void add(Set<String> lines, String stack, String role, JsonNode document) {
    for (JsonNode statement : document.get("Statement")) {
      for (String action : texts(statement.get("Action"))) {
        for (String resource : texts(statement.get("Resource"))) {
          lines.add(
              "%s %s %s %s on %s%s"
                  .formatted(
                      stack,
                      role,
                      statement.get("Effect").asText(),
                      action,
                      resource,
                      when(statement)));
        }
      }
    }
  }

  /** The condition of a statement, which makes it narrower. */
  private static String when(JsonNode statement) {
    return statement.has("Condition") ? " when " + readable(statement.get("Condition")) : "";
  }

  private static String readable(JsonNode any) {
    return any.toString().replaceAll("([A-Za-z])[0-9A-F]{8}\"", "$1\"").replace("\"", "");
  }

  private static Set<String> texts(JsonNode one) {
    Set<String> texts = new TreeSet<>();
    if (one.isArray()) {
      one.forEach(element -> texts.add(text(element)));
    } else {
      texts.add(text(one));
    }
    return texts;
  }

  /** A resource as people read it: ids without the library's hashes, references by name. */
  private static String text(JsonNode resource) {
    if (resource.isTextual()) {
      return resource.asText();
    }
    if (resource.has("Fn::GetAtt")) {
      return "%s.%s"
          .formatted(
              name(resource.at("/Fn::GetAtt/0").asText()), resource.at("/Fn::GetAtt/1").asText());
    }
    if (resource.has("Fn::Join")) {
      StringBuilder joined = new StringBuilder();
      resource.at("/Fn::Join/1").forEach(part -> joined.append(text(part)));
      return joined.toString();
    }
    if (resource.has("Ref")) {
      return "${%s}".formatted(name(resource.get("Ref").asText()));
    }
    return resource.toString().replaceAll("[0-9A-F]{8,16}\"", "\"");
  }

  private static String name(String logicalId) {
    return logicalId.replaceFirst("[0-9A-F]{8}$", "");
  }
}
