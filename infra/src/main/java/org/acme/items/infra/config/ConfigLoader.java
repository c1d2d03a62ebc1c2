package org.acme.items.infra.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.acme.items.infra.config.DeliveryConfig.Step;
import org.jspecify.annotations.Nullable;

/** Reads the manifests and a stage; tells everything that is wrong at once. */
public final class ConfigLoader {
  /** Key of a stage's file with what differs there, per service. */
  static final String OVERRIDES = "services";

  private static final String MANIFEST = "service.yaml";
  private static final String DELIVERY = "infra/delivery.yaml";

  /** More than anybody has. */
  private static final int MOST_STAGES = 20;

  private final Path root;
  private final List<Problem> problems = new ArrayList<>();

  private ConfigLoader(Path root) {
    this.root = root;
  }

  /** A service and where its keys were written. */
  record Manifest(String folder, boolean hasDockerfile, YamlTree tree, ServiceConfig service) {
    void problem(List<Problem> problems, String path, String message) {
      problems.add(tree.problem(path, message));
    }

    /** Refuses a value that does nothing without something else. */
    void unused(List<Problem> problems, String path, @Nullable Object value, String needed) {
      if (value != null) {
        problem(problems, path, "needs " + needed);
      }
    }
  }

  /**
   * Reads everything that a stage is made of.
   *
   * @param root folder of the repository
   * @throws ConfigException if anything is wrong
   */
  public static EnvironmentConfig load(Path root, String stage) {
    ConfigLoader loader = new ConfigLoader(root);
    Optional<EnvironmentConfig> config = loader.read(stage);
    return config
        .filter(_ -> loader.problems.isEmpty())
        .orElseThrow(() -> new ConfigException(loader.problems.stream().distinct().toList()));
  }

  /** Names of the stages that have a file. */
  public static List<String> stages(Path root) {
    try (Stream<Path> files = Files.list(root.resolve("infra/config"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .map(name -> name.replace(".yaml", ""))
          .sorted(Comparator.comparingInt(ConfigLoader::order).thenComparing(name -> name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From cheap to precious; others last. */
  private static int order(String stage) {
    int index = List.of("demo", "dev", "staging", "prod").indexOf(stage);
    return index < 0 ? 4 : index;
  }

  private Optional<EnvironmentConfig> read(String stage) {
    Path file = root.resolve("infra/config/%s.yaml".formatted(stage));
    if (!Files.isRegularFile(file)) {
      List<String> stages = stages(root);
      problems.add(
          new Problem(
              root.relativize(file).toString(),
              "",
              "there is no such stage; there are: %s%s"
                  .formatted(String.join(", ", stages), Nearest.hint(stage, stages))));
      return Optional.empty();
    }
    YamlTree tree = YamlTree.read(root, file, problems);
    YamlTree.Split split = tree == null ? null : tree.split(OVERRIDES);
    Optional<StageConfig> settings =
        split == null
            ? Optional.empty()
            : RecordReader.read(StageConfig.class, split.rest(), problems);
    List<String> names = names();
    List<Manifest> manifests = manifests(split == null ? null : split.part(), names);
    if (split != null && settings.isPresent()) {
      new StageRules(stage, settings.get(), split.rest(), others(stage)).check(problems);
      manifests.forEach(manifest -> new ServiceRules(manifest, settings.get()).check(problems));
    }
    new SystemRules(manifests, names).check(problems);
    return settings.map(config ->
        new EnvironmentConfig(
            stage,
            config,
            manifests.stream()
                .map(Manifest::service)
                .sorted(Comparator.comparing(ServiceConfig::name))
                .toList(),
            imageUsers(stage),
            isDelivered(stage),
            deliveryText("account")));
  }

  /**
   * Reads how changes get through the stages, and those stages.
   *
   * @throws ConfigException if anything is wrong in {@code infra/delivery.yaml} or in a stage that
   *     it names
   */
  public static Delivery delivery(Path root) {
    ConfigLoader loader = new ConfigLoader(root);
    Path file = root.resolve(DELIVERY);
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(
          List.of(new Problem(DELIVERY, "", "is missing: nothing says how changes are delivered")));
    }
    YamlTree tree = YamlTree.read(root, file, loader.problems);
    Optional<DeliveryConfig> settings =
        tree == null
            ? Optional.empty()
            : RecordReader.read(DeliveryConfig.class, tree, loader.problems);
    List<Delivery.Stage> stages = new ArrayList<>();
    if (tree != null && settings.isPresent()) {
      List<Step> steps = settings.get().stages();
      if (steps.isEmpty()) {
        loader.problems.add(tree.problem("stages", "name at least one stage"));
      }
      List<String> known = stages(root);
      for (int i = 0; i < steps.size(); i++) {
        Step step = steps.get(i);
        if (known.contains(step.stage())) {
          loader.read(step.stage()).ifPresent(read -> stages.add(new Delivery.Stage(step, read)));
        } else {
          loader.problems.add(
              tree.problem(
                  "stages[%d].stage".formatted(i),
                  "there is no stage %s; there are: %s%s"
                      .formatted(
                          step.stage(),
                          String.join(", ", known),
                          Nearest.hint(step.stage(), known))));
        }
      }
      if (!stages.isEmpty() && stages.size() == steps.size()) {
        new DeliveryRules(new Delivery(root, settings.get(), stages), tree).check(loader.problems);
      }
    }
    if (!loader.problems.isEmpty()) {
      throw new ConfigException(loader.problems.stream().distinct().toList());
    }
    return new Delivery(root, settings.orElseThrow(), stages);
  }

  /** Folder of a service, from the root. */
  public static String folder(Path root, String service) {
    return new ConfigLoader(root)
        .folders().stream()
            .map(folder -> folder.getFileName().toString())
            .filter(folder -> name(folder).equals(service))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no service " + service));
  }

  /** Whether {@code infra/delivery.yaml} names a stage; mistakes in it are told with it. */
  private boolean isDelivered(String stage) {
    return IntStream.range(0, MOST_STAGES)
        .anyMatch(i -> stage.equals(deliveryText("stages[%d].stage".formatted(i))));
  }

  private @Nullable String deliveryText(String path) {
    Path file = root.resolve(DELIVERY);
    YamlTree tree = Files.isRegularFile(file) ? YamlTree.read(root, file, new ArrayList<>()) : null;
    return tree == null ? null : tree.text(path);
  }

  /** Other stages with the repositories of this one. */
  private List<String> imageUsers(String stage) {
    return others(stage).entrySet().stream()
        .filter(other -> stage.equals(other.getValue().text("registry.stage")))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Files of other stages; mistakes in them are told with them. */
  private Map<String, YamlTree> others(String stage) {
    Map<String, YamlTree> others = new LinkedHashMap<>();
    for (String other : stages(root)) {
      YamlTree tree =
          YamlTree.read(
              root, root.resolve("infra/config/%s.yaml".formatted(other)), new ArrayList<>());
      if (tree != null && !other.equals(stage)) {
        others.put(other, tree);
      }
    }
    return others;
  }

  /** Those that could be read. */
  private List<Manifest> manifests(@Nullable YamlTree overrides, List<String> names) {
    if (overrides != null && !overrides.isMapping()) {
      problems.add(
          overrides.problem(
              overrides.root(),
              OVERRIDES,
              "must be keys with values, such as { %s: { } }"
                  .formatted(names.isEmpty() ? "backend" : names.getFirst())));
    }
    Map<String, YamlTree> changes =
        overrides == null ? Map.of() : overrides.children(OVERRIDES + ".");
    changes.forEach((name, tree) -> {
      if (!names.contains(name)) {
        problems.add(
            tree.problem(
                tree.root(),
                "",
                "there is no such service; there are: %s%s"
                    .formatted(String.join(", ", names), Nearest.hint(name, names))));
      }
    });
    List<Manifest> manifests = new ArrayList<>();
    for (Path folder : folders()) {
      String folderName = folder.getFileName().toString();
      YamlTree tree = YamlTree.read(root, folder.resolve(MANIFEST), problems);
      if (tree != null) {
        YamlTree changed = changes.get(name(folderName));
        YamlTree merged = changed == null ? tree : tree.with(changed);
        RecordReader.read(ServiceConfig.class, merged, problems)
            .ifPresent(service ->
                manifests.add(
                    new Manifest(
                        folderName,
                        Files.isRegularFile(folder.resolve("Dockerfile")),
                        merged,
                        service)));
      }
    }
    return manifests;
  }

  private List<String> names() {
    return folders().stream().map(folder -> name(folder.getFileName().toString())).toList();
  }

  /** Of services. */
  private List<Path> folders() {
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(folder -> Files.isRegularFile(folder.resolve(MANIFEST)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a service in a folder has to be called. */
  static String name(String folder) {
    return folder.replaceFirst("-(service|tester)$", "");
  }
}
