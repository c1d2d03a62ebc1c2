package org.acme.items.dev.buildspec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.acme.items.dev.DevException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Keys and values of a buildspec that know where they stand.
 *
 * @param file as messages name it
 * @param path of the mapping, {@code phases.build}; empty for the file itself
 */
record YamlMapping(String file, String path, Map<String, Node> values, Map<String, Integer> lines) {

  /** Reads a node as a mapping; an absent one has no keys. */
  static YamlMapping of(String file, String path, @Nullable Node node) {
    Map<String, Node> values = new LinkedHashMap<>();
    Map<String, Integer> lines = new LinkedHashMap<>();
    if (node != null) {
      lines.put("", line(node));
      if (!(node instanceof MappingNode mapping)) {
        throw wrong(file, node, "%s must have keys and values".formatted(path));
      }
      for (NodeTuple entry : mapping.getValue()) {
        String key = scalar(file, path, entry.getKeyNode());
        if (values.put(key, entry.getValueNode()) != null) {
          throw wrong(file, entry.getKeyNode(), "%s is there twice".formatted(key));
        }
        lines.put(key, line(entry.getKeyNode()));
      }
    }
    return new YamlMapping(file, path, values, lines);
  }

  /** Refuses keys that are not known, and those that mean something only on AWS. */
  YamlMapping only(Set<String> known, Set<String> unsupported) {
    for (String key : values.keySet()) {
      if (unsupported.contains(key)) {
        throw wrong(key, "%s works on AWS only, not here".formatted(below(key)));
      }
      if (!known.contains(key)) {
        List<String> all =
            Stream.concat(known.stream(), unsupported.stream()).sorted().distinct().toList();
        throw wrong(key, "%s is not known; known are %s".formatted(below(key), all));
      }
    }
    return this;
  }

  YamlMapping mapping(String key) {
    return of(file, below(key), values.get(key));
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  @Nullable String text(String key) {
    Node node = values.get(key);
    return node == null ? null : scalar(file, below(key), node);
  }

  String text(String key, String otherwise) {
    String text = text(key);
    return text == null ? otherwise : text;
  }

  boolean yes(String key) {
    String text = text(key, "no");
    return switch (text) {
      case "yes", "true" -> true;
      case "no", "false" -> false;
      default -> throw wrong(key, "%s must be yes or no, got \"%s\"".formatted(below(key), text));
    };
  }

  /** A list of texts; empty if it is not there. */
  List<String> list(String key) {
    Node node = values.get(key);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof SequenceNode sequence)) {
      throw wrong(key, "%s must be a list".formatted(below(key)));
    }
    return sequence.getValue().stream().map(item -> scalar(file, below(key), item)).toList();
  }

  /** All keys with texts. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    values.forEach((key, node) -> texts.put(key, scalar(file, below(key), node)));
    return texts;
  }

  DevException wrong(String key, String what) {
    return DevException.usage(
        "%s:%d: %s".formatted(file, lines.getOrDefault(key, lines.getOrDefault("", 1)), what));
  }

  String below(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String scalar(String file, String path, Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      throw wrong(file, node, "%s must be a text".formatted(path));
    }
    return scalar.getValue();
  }

  private static DevException wrong(String file, Node node, String what) {
    return DevException.usage("%s:%d: %s".formatted(file, line(node), what));
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
