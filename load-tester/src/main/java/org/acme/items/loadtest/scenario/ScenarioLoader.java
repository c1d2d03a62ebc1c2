package org.acme.items.loadtest.scenario;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads scenarios; tells everything that is wrong at once. */
public final class ScenarioLoader {
  private static final int MOST_REQUESTS_PER_SECOND = 100_000;
  private static final int DAY = 24 * 60 * 60;

  /** Seconds; the first makes connections and is not in the latencies. */
  private static final int LEAST_MEASURED = 2;

  private final List<String> problems = new ArrayList<>();

  private ScenarioLoader() {}

  /**
   * Reads a scenario.
   *
   * @param routes of the command line as {@code name=url}; if there are any, they replace those of
   *     the file
   * @throws ScenarioException if anything is wrong
   */
  public static Scenario load(Path file, List<String> routes) {
    ScenarioLoader loader = new ScenarioLoader();
    Scenario scenario = loader.read(file, routes);
    if (scenario == null || !loader.problems.isEmpty()) {
      throw new ScenarioException(loader.problems);
    }
    return scenario;
  }

  private @Nullable Scenario read(Path file, List<String> routes) {
    Node root = compose(file);
    if (root == null) {
      return null;
    }
    YamlMap yaml = new YamlMap(file.toString(), "", root, problems);
    String name = yaml.text("name");
    List<Route> all = RouteReader.read(yaml, routes, problems);
    List<Phase> phases = phases(yaml);
    Map<RequestKind, Integer> mix = mix(yaml.map("mix"));
    int round = yaml.seconds("round", LEAST_MEASURED, 60).orElse(10);
    int timeout = yaml.duration("timeout", 10, 60_000).orElse(5_000);
    int connections = yaml.whole("connections", 1, 10_000).orElse(50);
    Objectives objectives = objectives(yaml, file);
    YamlMap equivalence = yaml.map("equivalence");
    Comparison comparison =
        new Comparison(
            equivalence.number("ms", 0, 60_000).orElse(Comparison.DEFAULT.equivalentMillis()),
            equivalence.number("percent", 0, 100).orElse(Comparison.DEFAULT.equivalentPercent()));
    equivalence.refuseOthers();
    YamlMap quality = yaml.map("quality");
    Quality kept =
        new Quality(
            quality.number("ratePercent", 0.1, 100).orElse(Quality.DEFAULT.ratePercent()),
            quality.number("pauseMs", 0.1, 60_000).orElse(Quality.DEFAULT.pauseMillis()),
            quality.number("cpuPercent", 1, 100).orElse(Quality.DEFAULT.cpuPercent()));
    quality.refuseOthers();
    int askAbove = yaml.whole("askAbove", 0, MOST_REQUESTS_PER_SECOND).orElse(20);
    yaml.refuseOthers();
    return new Scenario(
        name == null ? String.valueOf(file.getFileName()).replace(".yaml", "") : name,
        all,
        phases,
        mix,
        round,
        Duration.ofMillis(timeout),
        connections,
        objectives,
        comparison,
        kept,
        askAbove);
  }

  private @Nullable Node compose(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      LoaderOptions options = new LoaderOptions();
      options.setMaxAliasesForCollections(0);
      Node root = new Yaml(options).compose(reader);
      if (root == null) {
        problems.add("%s:1:1 the file is empty".formatted(file));
      }
      return root;
    } catch (MarkedYAMLException e) {
      problems.add(
          "%s:%d:%d is no YAML: %s"
              .formatted(
                  file,
                  e.getProblemMark().getLine() + 1,
                  e.getProblemMark().getColumn() + 1,
                  e.getProblem()));
      return null;
    } catch (YAMLException e) {
      problems.add("%s is no YAML: %s".formatted(file, e.getMessage()));
      return null;
    } catch (IOException e) {
      problems.add(
          "%s cannot be read: %s"
              .formatted(file, Files.exists(file) ? e.getMessage() : "there is no such file"));
      return null;
    }
  }

  private List<Phase> phases(YamlMap yaml) {
    List<Phase> phases = new ArrayList<>();
    for (YamlMap phase : yaml.list("phases")) {
      Phase.Kind kind = kind(phase);
      int seconds = phase.seconds("duration", LEAST_MEASURED, DAY).orElse(0);
      if (!phase.has("duration")) {
        phase.problem("duration", "is missing");
      }
      if (kind == Phase.Kind.RAMP) {
        phases.add(new Phase(kind, rate(phase, "from"), rate(phase, "to"), seconds));
      } else {
        int rate = rate(phase, "rate");
        phases.add(new Phase(kind == null ? Phase.Kind.STEADY : kind, rate, rate, seconds));
      }
      phase.refuseOthers();
    }
    if (phases.isEmpty()) {
      yaml.problem(
          "phases",
          "is missing: at least one phase, such as { phase: steady, rate: 10, duration: 60s }");
    } else if (phases.stream().noneMatch(Phase::isMeasured)) {
      yaml.problem("phases", "must contain one that is measured: steady, spike or soak");
    }
    return phases;
  }

  private static Phase.@Nullable Kind kind(YamlMap phase) {
    String word = phase.text("phase");
    for (Phase.Kind kind : Phase.Kind.values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    phase.problem(
        "phase",
        "must be one of "
            + Arrays.stream(Phase.Kind.values())
                .map(Phase.Kind::word)
                .collect(Collectors.joining(", "))
            + (word == null ? "" : ", got \"%s\"".formatted(word)));
    return null;
  }

  private static int rate(YamlMap phase, String key) {
    OptionalInt rate = phase.whole(key, 1, MOST_REQUESTS_PER_SECOND);
    if (!phase.has(key)) {
      phase.problem(key, "is missing: requests per second and route");
    }
    return rate.orElse(1);
  }

  private static Map<RequestKind, Integer> mix(YamlMap yaml) {
    Map<RequestKind, Integer> mix = new EnumMap<>(RequestKind.class);
    for (RequestKind kind : RequestKind.values()) {
      yaml.whole(kind.word(), 0, 1000).ifPresent(weight -> mix.put(kind, weight));
    }
    yaml.refuseOthers();
    mix.values().removeIf(weight -> weight == 0);
    for (RequestKind kind : List.of(RequestKind.REPLACE, RequestKind.DELETE)) {
      if (mix.containsKey(kind) && !mix.containsKey(RequestKind.CREATE)) {
        yaml.problem(kind.word(), "needs create: only items that the run itself made are changed");
      }
    }
    return mix.isEmpty() ? Map.of(RequestKind.LIST, 1) : mix;
  }

  private @Nullable Objectives objectives(YamlMap yaml, Path file) {
    String service = yaml.text("service");
    if (yaml.has("slo")) {
      return objectives(yaml.map("slo"));
    }
    if (service == null) {
      return null;
    }
    Path manifest = file.resolveSibling(service).normalize();
    Node root = compose(manifest);
    if (root == null) {
      return null;
    }
    YamlMap target = new YamlMap(manifest.toString(), "", root, problems);
    return target.has("slo") ? objectives(target.map("slo")) : null;
  }

  private @Nullable Objectives objectives(YamlMap slo) {
    OptionalDouble availability = slo.number("availability", 1, 100);
    YamlMap latency = slo.map("latency");
    OptionalDouble threshold = latency.number("thresholdMs", 0.001, 60_000);
    OptionalDouble percentile = latency.number("percentile", 1, 99.999);
    for (String key : List.of("thresholdMs", "percentile")) {
      if (!latency.has(key)) {
        latency.problem(key, "is missing");
      }
    }
    if (!slo.has("availability")) {
      slo.problem("availability", "is missing: percent of requests that are answered well");
    }
    latency.refuseOthers();
    slo.refuseOthers();
    return availability.isPresent() && threshold.isPresent() && percentile.isPresent()
        ? new Objectives(
            availability.getAsDouble(), threshold.getAsDouble(), percentile.getAsDouble())
        : null;
  }
}
