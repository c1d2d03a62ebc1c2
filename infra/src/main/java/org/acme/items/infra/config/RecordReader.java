package org.acme.items.infra.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.acme.items.infra.config.Shape.Choice;
import org.acme.items.infra.config.Shape.Decimal;
import org.acme.items.infra.config.Shape.Field;
import org.acme.items.infra.config.Shape.Flag;
import org.acme.items.infra.config.Shape.Group;
import org.acme.items.infra.config.Shape.Listing;
import org.acme.items.infra.config.Shape.Mapping;
import org.acme.items.infra.config.Shape.Text;
import org.acme.items.infra.config.Shape.Whole;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Makes a record of YAML and tells everything that is wrong on the way. */
final class RecordReader {
  private final YamlTree tree;
  private final List<Problem> problems;

  private RecordReader(YamlTree tree, List<Problem> problems) {
    this.tree = tree;
    this.problems = problems;
  }

  /** Empty, and at least one problem more, if the YAML does not fit. */
  static <R extends Record> Optional<R> read(Class<R> type, YamlTree tree, List<Problem> problems) {
    List<Problem> found = new ArrayList<>();
    RecordReader reader = new RecordReader(tree, found);
    Optional<Object> value = reader.group(Shape.of(type), tree.root(), "");
    problems.addAll(found);
    return found.isEmpty() ? value.map(type::cast) : Optional.empty();
  }

  private Optional<Object> value(Shape shape, Node node, String path) {
    return switch (shape) {
      case Text text ->
          scalar(node, path, "a text")
              .flatMap(given ->
                  given.matches(text.pattern())
                      ? Optional.<Object>of(given)
                      : wrong(node, path, "must be %s, got \"%s\"".formatted(text.hint(), given)));
      case Whole whole -> whole(whole, node, path);
      case Decimal decimal -> decimal(decimal, node, path);
      case Flag _ ->
          scalar(node, path, "true or false")
              .flatMap(given ->
                  given.matches("true|false")
                      ? Optional.<Object>of(Boolean.valueOf(given))
                      : wrong(node, path, "must be true or false, got \"%s\"".formatted(given)));
      case Choice choice -> choice(choice, node, path);
      case Listing listing -> listing(listing, node, path);
      case Mapping mapping -> mapping(mapping, node, path);
      case Group group -> group(group, node, path);
    };
  }

  private Optional<Object> wrong(Node node, String path, String message) {
    problems.add(tree.problem(node, path, message));
    return Optional.empty();
  }

  private Optional<String> scalar(Node node, String path, String wanted) {
    if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return Optional.of(scalar.getValue());
    }
    String given =
        switch (node) {
          case MappingNode _ -> "keys";
          case SequenceNode _ -> "a list";
          default -> "nothing";
        };
    problems.add(tree.problem(node, path, "must be %s, got %s".formatted(wanted, given)));
    return Optional.empty();
  }

  private Optional<Object> whole(Whole whole, Node node, String path) {
    String range =
        whole.most() == Integer.MAX_VALUE
            ? "a whole number from %d".formatted(whole.least())
            : "a whole number from %d to %d".formatted(whole.least(), whole.most());
    return scalar(node, path, range)
        .flatMap(given -> {
          if (given.matches("-?\\d{1,9}")
              && Integer.parseInt(given) >= whole.least()
              && Integer.parseInt(given) <= whole.most()) {
            return Optional.<Object>of(Integer.valueOf(given));
          }
          return wrong(node, path, "must be %s, got \"%s\"".formatted(range, given));
        });
  }

  private Optional<Object> decimal(Decimal decimal, Node node, String path) {
    String range = "a number from %s to %s".formatted(decimal.least(), decimal.most());
    return scalar(node, path, range)
        .flatMap(given -> {
          if (given.matches("\\d{1,9}(\\.\\d{1,9})?")
              && Double.parseDouble(given) >= decimal.least()
              && Double.parseDouble(given) <= decimal.most()) {
            return Optional.<Object>of(Double.valueOf(given));
          }
          return wrong(node, path, "must be %s, got \"%s\"".formatted(range, given));
        });
  }

  private Optional<Object> choice(Choice choice, Node node, String path) {
    String allowed = String.join(", ", choice.words());
    return scalar(node, path, "one of " + allowed)
        .flatMap(given -> {
          int index = choice.words().indexOf(given);
          return index >= 0
              ? Optional.<Object>of(choice.type().getEnumConstants()[index])
              : wrong(
                  node,
                  path,
                  "\"%s\" is unknown; allowed: %s%s"
                      .formatted(given, allowed, Nearest.hint(given, choice.words())));
        });
  }

  private Optional<Object> listing(Listing listing, Node node, String path) {
    if (!(node instanceof SequenceNode sequence)) {
      return wrong(node, path, "must be a list, such as [a, b]");
    }
    List<Object> values = new ArrayList<>();
    int index = 0;
    for (Node element : sequence.getValue()) {
      value(listing.element(), element, "%s[%d]".formatted(path, index++)).ifPresent(values::add);
    }
    return Optional.of(List.copyOf(values));
  }

  private Optional<Object> mapping(Mapping mapping, Node node, String path) {
    if (!(node instanceof MappingNode entries)) {
      return wrong(node, path, "must be keys with values, such as { a: b }");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (NodeTuple entry : entries.getValue()) {
      String name = String.valueOf(YamlTree.text(entry.getKeyNode()));
      String at = below(path, name);
      if (!name.matches(mapping.key().pattern())) {
        wrong(entry.getKeyNode(), at, "must be named " + mapping.key().hint());
      }
      value(mapping.value(), entry.getValueNode(), at).ifPresent(value -> values.put(name, value));
    }
    return Optional.of(java.util.Collections.unmodifiableMap(values));
  }

  private Optional<Object> group(Group group, Node node, String path) {
    if (!(node instanceof MappingNode mapping)) {
      return wrong(node, path, "must be keys with values: " + names(group));
    }
    Map<String, Node> given = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String name = String.valueOf(YamlTree.text(tuple.getKeyNode()));
      if (group.fields().stream().noneMatch(field -> field.name().equals(name))) {
        List<String> known = group.fields().stream().map(Field::name).toList();
        String hint = Nearest.hint(name, known);
        wrong(
            tuple.getKeyNode(),
            below(path, name),
            "is unknown" + (hint.isEmpty() ? "; known here: " + names(group) : hint));
      }
      given.put(name, tuple.getValueNode());
    }
    List<Optional<Object>> values = new ArrayList<>();
    for (Field field : group.fields()) {
      Node value = given.get(field.name());
      values.add(
          value == null
              ? absent(field, mapping, below(path, field.name()))
              : value(field.shape(), value, below(path, field.name())));
    }
    return make(group, values);
  }

  private Optional<Object> absent(Field field, MappingNode around, String path) {
    if (field.byDefault().isPresent()) {
      return value(
          field.shape(),
          new ScalarNode(
              Tag.STR,
              field.byDefault().get(),
              around.getStartMark(),
              around.getEndMark(),
              org.yaml.snakeyaml.DumperOptions.ScalarStyle.PLAIN),
          path);
    }
    if (field.nullable()) {
      return Optional.empty();
    }
    return switch (field.shape()) {
      case Listing _ -> Optional.of(List.of());
      case Mapping _ -> Optional.of(Map.of());
      case Group group when group.isOptional() -> group(group, nothing(around), path);
      default -> wrong(around, path, "is missing: " + field.meaning());
    };
  }

  private static MappingNode nothing(MappingNode around) {
    return new MappingNode(
        Tag.MAP,
        true,
        List.of(),
        around.getStartMark(),
        around.getEndMark(),
        around.getFlowStyle());
  }

  private Optional<Object> make(Group group, List<Optional<Object>> values) {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).isEmpty() && !group.fields().get(i).nullable()) {
        return Optional.empty(); // told already
      }
    }
    try {
      Class<?>[] types =
          Arrays.stream(group.type().getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      return Optional.of(
          group
              .type()
              .getDeclaredConstructor(types)
              .newInstance(values.stream().map(value -> value.orElse(null)).toArray()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("%s cannot be made".formatted(group.type()), e);
    }
  }

  private static String names(Group group) {
    return group.fields().stream().map(Field::name).collect(Collectors.joining(", "));
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
