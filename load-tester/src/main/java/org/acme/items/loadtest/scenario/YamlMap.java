package org.acme.items.loadtest.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A mapping of a YAML file that collects what is wrong with it, with line, column and path. */
final class YamlMap {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  private final String file;
  private final String path;
  private final Node node;
  private final List<String> problems;
  private final Map<String, Node> keys = new LinkedHashMap<>();
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Set<String> known = new TreeSet<>();

  YamlMap(String file, String path, Node node, List<String> problems) {
    this.file = file;
    this.path = path;
    this.node = node;
    this.problems = problems;
    if (!(node instanceof MappingNode mapping)) {
      problem(node, path, "must be a mapping of keys to values");
      return;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      if (values.put(key, tuple.getValueNode()) != null) {
        problem(tuple.getKeyNode(), at(key), "is there twice");
      }
      keys.put(key, tuple.getKeyNode());
    }
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private void problem(Node where, String what, String message) {
    problems.add(
        "%s:%d:%d %s %s"
            .formatted(
                file,
                where.getStartMark().getLine() + 1,
                where.getStartMark().getColumn() + 1,
                what.isEmpty() ? "this" : what,
                message));
  }

  void problem(String key, String message) {
    problem(values.getOrDefault(key, node), at(key), message);
  }

  /** Tells which keys no one has asked for. */
  void refuseOthers() {
    keys.forEach((key, where) -> {
      if (!known.contains(key)) {
        problem(where, at(key), "is unknown; known here: " + String.join(", ", known));
      }
    });
  }

  boolean has(String key) {
    known.add(key);
    return values.containsKey(key);
  }

  Set<String> names() {
    return values.keySet();
  }

  @Nullable String text(String key) {
    known.add(key);
    Node value = values.get(key);
    if (value == null) {
      return null;
    }
    if (value instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return scalar.getValue();
    }
    problem(value, at(key), "must be a text");
    return null;
  }

  OptionalInt whole(String key, int least, int most) {
    String text = text(key);
    if (text == null) {
      return OptionalInt.empty();
    }
    if (text.matches("\\d{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return OptionalInt.of(number);
      }
    }
    problem(key, "must be a whole number from %d to %d, got \"%s\"".formatted(least, most, text));
    return OptionalInt.empty();
  }

  OptionalDouble number(String key, double least, double most) {
    String text = text(key);
    if (text == null) {
      return OptionalDouble.empty();
    }
    if (text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
      double number = Double.parseDouble(text);
      if (number >= least && number <= most) {
        return OptionalDouble.of(number);
      }
    }
    problem(key, "must be a number from %s to %s, got \"%s\"".formatted(least, most, text));
    return OptionalDouble.empty();
  }

  /** Milliseconds. */
  OptionalInt duration(String key, int leastMillis, int mostMillis) {
    String text = text(key);
    if (text == null) {
      return OptionalInt.empty();
    }
    Matcher match = DURATION.matcher(text);
    if (match.matches()) {
      long factor =
          switch (match.group(2)) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            default -> 3_600_000;
          };
      long millis = Long.parseLong(match.group(1)) * factor;
      if (millis >= leastMillis && millis <= mostMillis) {
        return OptionalInt.of((int) millis);
      }
    }
    problem(
        key,
        "must be a duration such as 500ms, 20s or 5m, from %d to %d ms, got \"%s\""
            .formatted(leastMillis, mostMillis, text));
    return OptionalInt.empty();
  }

  /** A duration of whole seconds. */
  OptionalInt seconds(String key, int least, int most) {
    OptionalInt millis = duration(key, least * 1000, most * 1000);
    if (millis.isPresent() && millis.getAsInt() % 1000 != 0) {
      problem(key, "must be whole seconds, got \"%s\"".formatted(text(key)));
      return OptionalInt.empty();
    }
    return millis.isPresent() ? OptionalInt.of(millis.getAsInt() / 1000) : millis;
  }

  /** Absent: an empty one at the place of this one. */
  YamlMap map(String key) {
    known.add(key);
    Node value = values.get(key);
    return value == null
        ? new YamlMap(
            file,
            at(key),
            new MappingNode(
                org.yaml.snakeyaml.nodes.Tag.MAP,
                true,
                List.of(),
                node.getStartMark(),
                node.getEndMark(),
                org.yaml.snakeyaml.DumperOptions.FlowStyle.FLOW),
            problems)
        : new YamlMap(file, at(key), value, problems);
  }

  List<YamlMap> list(String key) {
    known.add(key);
    Node value = values.get(key);
    List<YamlMap> maps = new ArrayList<>();
    if (value instanceof SequenceNode sequence) {
      int index = 0;
      for (Node element : sequence.getValue()) {
        maps.add(new YamlMap(file, "%s[%d]".formatted(at(key), index++), element, problems));
      }
    } else if (value != null) {
      problem(value, at(key), "must be a list");
    }
    return maps;
  }
}
