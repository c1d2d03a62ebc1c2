package org.acme.items.infra.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acme.items.infra.Pipelines;
import org.acme.items.infra.Synth;
import org.acme.items.infra.Yaml;
import org.acme.items.infra.config.ConfigLoader;
import org.junit.jupiter.api.Test;

/**
 * Every metric that an alarm or a dashboard names is there: AWS documents it, or the contract lists
 * it, which tests of the services compare with what they write.
 */
class MetricNamesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** {@code SEARCH('{AWS/ECS,ClusterName,ServiceName} ... MetricName="CPUUtilization"', ...)}. */
  private static final Pattern SEARCH =
      Pattern.compile("\\{([^,}]+),([^}]+)}.*MetricName=\\(?((?:\"\\w+\"(?: OR )?)+)");

  /**
   * What is named.
   *
   * @param dimensions their names, in the order of letters
   */
  record Name(String namespace, String metric, String dimensions) {
    static Name of(String namespace, String metric, Collection<String> dimensions) {
      return new Name(namespace, metric, String.join(" ", new TreeSet<>(dimensions)));
    }
  }

  @Test
  void everyMetricOfAlarmsAndDashboardsIsDocumentedOrWritten() throws IOException {
    List<Name> names = named();
    JsonNode documented =
        JSON.valueToTree(Yaml.map(Path.of("src/test/resources/aws-metrics.yaml")));
    JsonNode written = JSON.readTree(Synth.ROOT.resolve("contracts/metrics.json").toFile());

    assertThat(names).hasSizeGreaterThan(20);
    assertThat(names)
        .allSatisfy(name -> {
          if (name.namespace().startsWith("AWS/")) {
            assertThat(texts(documented.path(name.namespace()).path(name.metric())))
                .as(name.toString())
                .contains(name.dimensions());
          } else {
            assertThat(written.findValuesAsText("name")).contains(name.metric());
            assertThat(name.dimensions()).isEqualTo("service stage");
          }
        });
    // And nothing is on the list that nobody reads.
    documented
        .propertyStream()
        .forEach(namespace ->
            assertThat(namespace.getValue().fieldNames())
                .toIterable()
                .allSatisfy(metric ->
                    assertThat(names)
                        .anyMatch(name ->
                            name.namespace().equals(namespace.getKey())
                                && name.metric().equals(metric))));
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }

  /** In all templates of all stages, of the checkout that uses every key, and of pipelines. */
  private static List<Name> named() throws IOException {
    List<JsonNode> templates = new ArrayList<>();
    Stream.concat(ConfigLoader.stages(Synth.ROOT).stream().map(Synth::of), Stream.of(Synth.full()))
        .forEach(synth -> templates.addAll(synth.templates().values()));
    templates.addAll(Pipelines.codeCommitTemplates().values());
    List<Name> names = new ArrayList<>();
    for (JsonNode template : templates) {
      for (JsonNode resource : template.get("Resources")) {
        JsonNode properties = resource.path("Properties");
        switch (resource.get("Type").asText()) {
          case "AWS::CloudWatch::Alarm" -> addAlarm(properties, names);
          case "AWS::CloudWatch::Dashboard" -> addDashboard(properties, names);
          default -> {}
        }
      }
    }
    return names.stream().distinct().toList();
  }

  private static void addAlarm(JsonNode alarm, List<Name> names) {
    if (alarm.has("MetricName")) {
      names.add(name(alarm));
    }
    alarm
        .path("Metrics")
        .forEach(query -> {
          if (query.has("MetricStat")) {
            names.add(name(query.at("/MetricStat/Metric")));
          }
        });
  }

  private static Name name(JsonNode metric) {
    return Name.of(
        metric.get("Namespace").asText(),
        metric.get("MetricName").asText(),
        metric.path("Dimensions").findValuesAsText("Name"));
  }

  private static void addDashboard(JsonNode dashboard, List<Name> names) throws IOException {
    for (JsonNode widget : JSON.readTree(text(dashboard.get("DashboardBody"))).get("widgets")) {
      for (JsonNode metric : widget.at("/properties/metrics")) {
        if (metric.get(0).has("expression")) {
          addSearch(metric.get(0).get("expression").asText(), names);
        } else {
          List<String> dimensions = new ArrayList<>();
          for (int i = 2; i + 1 < metric.size(); i += 2) {
            dimensions.add(metric.get(i).asText());
          }
          names.add(Name.of(metric.get(0).asText(), metric.get(1).asText(), dimensions));
        }
      }
    }
  }

  private static void addSearch(String expression, List<Name> names) {
    Matcher search = SEARCH.matcher(expression);
    if (search.find()) {
      for (String metric : search.group(3).replace("\"", "").split(" OR ", -1)) {
        names.add(Name.of(search.group(1), metric, List.of(search.group(2).split(",", -1))));
      }
    } else {
      assertThat(expression)
          .as("a search that this test does not understand")
          .doesNotContain("SEARCH");
    }
  }

  /** The body as CloudFormation puts it together, with something in the place of what it knows. */
  private static String text(JsonNode body) {
    if (body.isTextual()) {
      return body.asText();
    }
    return body.at("/Fn::Join/1")
        .valueStream()
        .map(part -> part.isTextual() ? part.asText() : "known-later")
        .collect(Collectors.joining());
  }

  @Test
  void demoHasNoMoreDashboardsThanAreFree() {
    Synth demo = Synth.of("demo");

    assertThat(
            demo.templates().keySet().stream()
                .filter(stack -> !isAddedService(demo, stack))
                .flatMap(stack -> demo.resources(stack, "AWS::CloudWatch::Dashboard").stream()))
        .hasSizeBetween(1, 3);
  }

  private static boolean isAddedService(Synth synth, String stack) {
    return synth.environment().services().stream().anyMatch(each -> each.name().equals(stack))
        && !List.of("backend", "frontend").contains(stack);
  }
}
