package org.acme.items.infra.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.acme.items.infra.Synth;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlEngine;
import org.apache.commons.jexl3.JexlExpression;
import org.apache.commons.jexl3.MapContext;
import org.jspecify.annotations.Nullable;

/**
 * Alarms of a stack as CloudWatch evaluates them, from the template alone: each minute, over a
 * window that slides with it ("Evaluating an alarm" in its guide).
 *
 * <p>Not modelled: data that comes late, the further points that CloudWatch fetches when some are
 * missing, and percentiles of few values. A missing point counts as the alarm says; one that is to
 * be ignored counts as good.
 */
final class AlarmModel {
  private static final JexlEngine ENGINE = new JexlBuilder().create();

  private final Map<String, Metric> metrics = new LinkedHashMap<>();
  private final Map<String, Composite> composites = new LinkedHashMap<>();

  AlarmModel(Synth synth, String stack) {
    synth
        .template(stack)
        .get("Resources")
        .propertyStream()
        .forEach(resource -> {
          JsonNode properties = resource.getValue().get("Properties");
          switch (resource.getValue().get("Type").asText()) {
            case "AWS::CloudWatch::Alarm" -> {
              if (properties.has("AlarmName")) { // those of scaling have none
                metrics.put(resource.getKey(), new Metric(properties));
              }
            }
            case "AWS::CloudWatch::CompositeAlarm" ->
                composites.put(resource.getKey(), new Composite(properties));
            default -> {}
          }
        });
  }

  /** What alarms read. */
  @FunctionalInterface
  interface Series {
    /**
     * A statistic over minutes.
     *
     * @param from first minute
     * @param to last minute, inclusive
     * @return null if there is no data
     */
    @Nullable Double value(String metric, String statistic, int from, int to);
  }

  /**
   * Minute in which each alarm that tells somebody fires first, by the end of its name; without
   * those that never do.
   *
   * @param stack first part of their names
   */
  Map<String, Integer> firstTold(Series series, String stack, int from, int to) {
    Map<String, Integer> fired = new LinkedHashMap<>();
    for (int minute = from; minute <= to; minute++) {
      Map<String, Boolean> states = new HashMap<>();
      for (Map.Entry<String, Metric> alarm : metrics.entrySet()) {
        states.put(alarm.getKey(), alarm.getValue().fires(series, minute));
      }
      for (Map.Entry<String, Composite> alarm : composites.entrySet()) {
        states.put(alarm.getKey(), alarm.getValue().fires(states));
      }
      for (Map.Entry<String, Boolean> state : states.entrySet()) {
        if (state.getValue() && tells(state.getKey())) {
          fired.putIfAbsent(name(state.getKey()).substring(stack.length() + 1), minute);
        }
      }
    }
    return fired;
  }

  private boolean tells(String id) {
    Metric metric = metrics.get(id);
    return metric == null || metric.tells;
  }

  private String name(String id) {
    Metric metric = metrics.get(id);
    return metric == null ? Objects.requireNonNull(composites.get(id)).name : metric.name;
  }

  /** An alarm on a metric, or on an expression of several. */
  private static final class Metric {
    private final String name;
    private final boolean tells;
    private final double threshold;
    private final boolean whenBelow;
    private final int periods;
    private final boolean missingIsBad;
    private final Query query;

    Metric(JsonNode properties) {
      this.name = properties.get("AlarmName").asText();
      this.tells = properties.has("AlarmActions");
      this.threshold = properties.get("Threshold").asDouble();
      this.whenBelow = properties.get("ComparisonOperator").asText().equals("LessThanThreshold");
      if (!whenBelow
          && !properties
              .get("ComparisonOperator")
              .asText()
              .equals("GreaterThanOrEqualToThreshold")) {
        throw new IllegalArgumentException("not modelled: " + properties);
      }
      this.periods = properties.get("EvaluationPeriods").asInt();
      this.missingIsBad = properties.path("TreatMissingData").asText().equals("breaching");
      this.query =
          properties.has("Metrics")
              ? Query.of(properties.get("Metrics"))
              : Query.ofMetric(properties);
    }

    boolean fires(Series series, int minute) {
      for (int i = 0; i < periods; i++) {
        int to = minute - i * query.minutes();
        Double value = query.value(series, to - query.minutes() + 1, to);
        boolean bad =
            value == null ? missingIsBad : whenBelow ? value < threshold : value >= threshold;
        if (!bad) {
          return false;
        }
      }
      return true;
    }
  }

  /** What a metric alarm compares with its threshold. */
  private record Query(int minutes, Values values) {
    @FunctionalInterface
    interface Values {
      @Nullable Double of(Series series, int from, int to);
    }

    static Query ofMetric(JsonNode metric) {
      String name = metric.get("MetricName").asText();
      String statistic =
          metric.path("ExtendedStatistic").asText(metric.path("Statistic").asText(""));
      return new Query(
          metric.get("Period").asInt() / 60,
          (series, from, to) -> series.value(name, statistic, from, to));
    }

    static Query of(JsonNode queries) {
      Map<String, Query> named = new LinkedHashMap<>();
      Query result = null;
      // Expressions come before what they are made of.
      for (int i = queries.size() - 1; i >= 0; i--) {
        JsonNode query = queries.get(i);
        Query made =
            query.has("Expression")
                ? ofExpression(query.get("Expression").asText(), Map.copyOf(named))
                : ofStatistic(query.get("MetricStat"));
        named.put(query.get("Id").asText(), made);
        if (query.path("ReturnData").asBoolean(true)) {
          result = made;
        }
      }
      return Objects.requireNonNull(result);
    }

    private static Query ofStatistic(JsonNode stat) {
      String name = stat.at("/Metric/MetricName").asText();
      String statistic = stat.get("Stat").asText();
      return new Query(
          stat.get("Period").asInt() / 60,
          (series, from, to) -> series.value(name, statistic, from, to));
    }

    private static Query ofExpression(String expression, Map<String, Query> parts) {
      MetricMath math = new MetricMath(expression);
      int minutes = parts.values().stream().mapToInt(Query::minutes).max().orElseThrow();
      return new Query(
          minutes,
          (series, from, to) -> {
            Map<String, @Nullable Double> points = new HashMap<>();
            parts.forEach((id, part) -> points.put(id, part.values().of(series, from, to)));
            return math.of(points);
          });
    }

    @Nullable Double value(Series series, int from, int to) {
      return values.of(series, from, to);
    }
  }

  /** An alarm over others. */
  private static final class Composite {
    private final String name;
    private final JexlExpression rule;

    Composite(JsonNode properties) {
      this.name = properties.get("AlarmName").asText();
      StringBuilder text = new StringBuilder();
      for (JsonNode part : properties.at("/AlarmRule/Fn::Join/1")) {
        text.append(part.isTextual() ? part.asText() : part.at("/Fn::GetAtt/0").asText());
      }
      this.rule =
          ENGINE.createExpression(
              text.toString()
                  .replaceAll("ALARM\\(\"(\\w+)\"\\)", "$1")
                  .replace(" AND ", " and ")
                  .replace(" OR ", " or "));
    }

    boolean fires(Map<String, Boolean> states) {
      return Boolean.TRUE.equals(rule.evaluate(new MapContext(new HashMap<>(states))));
    }
  }
}
