package org.acme.items.infra.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * YAML of one or more files, which knows of every value where it was written, also after trees were
 * merged.
 */
final class YamlTree {
  private final Node root;
  private final IdentityHashMap<Node, Origin> origins;

  /**
   * @param file as shown to people
   * @param prefix path of the tree in that file, such as {@code services.backend.}
   */
  private record Origin(String file, String prefix) {}

  private static final Origin UNKNOWN = new Origin("?", "");

  private YamlTree(Node root, IdentityHashMap<Node, Origin> origins) {
    this.root = root;
    this.origins = origins;
  }

  /** Reads a file; null and a problem if it cannot be read. */
  static @Nullable YamlTree read(Path folder, Path file, List<Problem> problems) {
    String shown = folder.relativize(file).toString();
    try (Reader reader = Files.newBufferedReader(file)) {
      LoaderOptions options = new LoaderOptions();
      options.setMaxAliasesForCollections(0);
      Node root = new Yaml(options).compose(reader);
      if (root == null) {
        problems.add(new Problem(shown + ":1:1", "", "the file is empty"));
        return null;
      }
      YamlTree tree = new YamlTree(root, new IdentityHashMap<>());
      tree.note(root, new Origin(shown, ""));
      tree.tellKeysThatAreThereTwice(root, "", problems);
      return tree;
    } catch (MarkedYAMLException e) {
      problems.add(
          new Problem(place(shown, e.getProblemMark()), "", "is no YAML: " + e.getProblem()));
    } catch (YAMLException e) {
      problems.add(new Problem(shown + ":1:1", "", "is no YAML: " + e.getMessage()));
    } catch (IOException e) {
      problems.add(new Problem(shown, "", "cannot be read: " + e.getMessage()));
    }
    return null;
  }

  private void note(Node node, Origin origin) {
    origins.put(node, origin);
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        note(tuple.getKeyNode(), origin);
        note(tuple.getValueNode(), origin);
      }
    } else if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(element -> note(element, origin));
    }
  }

  /** Before trees are merged, which keep only one. */
  private void tellKeysThatAreThereTwice(Node node, String path, List<Problem> problems) {
    if (node instanceof MappingNode mapping) {
      Set<String> seen = new HashSet<>();
      for (NodeTuple tuple : mapping.getValue()) {
        String at = path.isEmpty() ? key(tuple) : path + "." + key(tuple);
        if (!seen.add(key(tuple))) {
          problems.add(problem(tuple.getKeyNode(), at, "is there twice"));
        }
        tellKeysThatAreThereTwice(tuple.getValueNode(), at, problems);
      }
    } else if (node instanceof SequenceNode sequence) {
      int index = 0;
      for (Node element : sequence.getValue()) {
        tellKeysThatAreThereTwice(element, "%s[%d]".formatted(path, index++), problems);
      }
    }
  }

  Node root() {
    return root;
  }

  boolean isMapping() {
    return root instanceof MappingNode;
  }

  /** The tree without a key of its top, and what was there. */
  record Split(YamlTree rest, @Nullable YamlTree part) {}

  Split split(String key) {
    if (!(root instanceof MappingNode mapping)) {
      return new Split(this, null);
    }
    YamlTree part = null;
    List<NodeTuple> kept = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (key.equals(text(tuple.getKeyNode()))) {
        part = new YamlTree(tuple.getValueNode(), origins);
      } else {
        kept.add(tuple);
      }
    }
    MappingNode rest = copy(mapping, kept);
    origins.put(rest, origins.getOrDefault(root, UNKNOWN));
    return new Split(new YamlTree(rest, origins), part);
  }

  /** Trees below the keys of the top, by key; each shows paths below {@code prefix}. */
  Map<String, YamlTree> children(String prefix) {
    Map<String, YamlTree> children = new LinkedHashMap<>();
    if (root instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        String key = String.valueOf(text(tuple.getKeyNode()));
        YamlTree child = new YamlTree(tuple.getValueNode(), new IdentityHashMap<>());
        Origin origin = origins.getOrDefault(tuple.getValueNode(), UNKNOWN);
        child.note(tuple.getValueNode(), new Origin(origin.file(), "%s%s.".formatted(prefix, key)));
        children.put(key, child);
      }
    }
    return children;
  }

  /** This tree with what another says; mappings are merged, everything else is replaced. */
  YamlTree with(YamlTree other) {
    IdentityHashMap<Node, Origin> both = new IdentityHashMap<>();
    origins.forEach(both::put);
    other.origins.forEach(both::put);
    return new YamlTree(merge(root, other.root, both), both);
  }

  private static Node merge(Node base, Node over, IdentityHashMap<Node, Origin> origins) {
    if (!(base instanceof MappingNode mapping) || !(over instanceof MappingNode changes)) {
      return over;
    }
    Map<String, NodeTuple> merged = new LinkedHashMap<>();
    mapping.getValue().forEach(tuple -> merged.put(key(tuple), tuple));
    for (NodeTuple tuple : changes.getValue()) {
      NodeTuple before = merged.get(key(tuple));
      merged.put(
          key(tuple),
          before == null
              ? tuple
              : new NodeTuple(
                  tuple.getKeyNode(), merge(before.getValueNode(), tuple.getValueNode(), origins)));
    }
    MappingNode result = copy(mapping, new ArrayList<>(merged.values()));
    origins.put(result, origins.getOrDefault(base, UNKNOWN));
    return result;
  }

  private static String key(NodeTuple tuple) {
    String text = text(tuple.getKeyNode());
    return text == null ? tuple.getKeyNode().getStartMark().toString() : text;
  }

  private static MappingNode copy(MappingNode mapping, List<NodeTuple> tuples) {
    return new MappingNode(
        mapping.getTag(),
        true,
        tuples,
        mapping.getStartMark(),
        mapping.getEndMark(),
        mapping.getFlowStyle());
  }

  /** The text at a path such as {@code registry.stage}; null if there is none. */
  @Nullable String text(String path) {
    Node node = root;
    for (String step : path.split("\\.", -1)) {
      Node next = child(node, step);
      if (next == null) {
        return null;
      }
      node = next;
    }
    return text(node);
  }

  static @Nullable String text(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : null;
  }

  /** A problem with a node of this tree. */
  Problem problem(Node node, String path, String message) {
    Origin origin = origins.getOrDefault(node, UNKNOWN);
    String shown = (origin.prefix() + path).replaceFirst("[.]$", "");
    return new Problem(place(origin.file(), node.getStartMark()), shown, message);
  }

  /** A problem with a value, or where it is absent with the group it would be in. */
  Problem problem(String path, String message) {
    Node node = root;
    for (String step : path.split("\\.", -1)) {
      Node next = child(node, step);
      if (next == null) {
        break;
      }
      node = next;
    }
    return problem(node, path, message);
  }

  private static @Nullable Node child(Node node, String step) {
    String name = step.replaceFirst("\\[.*", "");
    if (!(node instanceof MappingNode mapping)) {
      return null;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (name.equals(text(tuple.getKeyNode()))) {
        Node value = tuple.getValueNode();
        if (step.endsWith("]") && value instanceof SequenceNode sequence) {
          int index = Integer.parseInt(step.substring(name.length() + 1, step.length() - 1));
          return index < sequence.getValue().size() ? sequence.getValue().get(index) : null;
        }
        return value;
      }
    }
    return null;
  }

  private static String place(String file, @Nullable Mark mark) {
    return mark == null
        ? file
        : "%s:%d:%d".formatted(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
