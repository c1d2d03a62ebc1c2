package org.acme.items.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.acme.items.infra.config.ConfigLoader;
import org.acme.items.infra.config.Delivery;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.service.DataStore;
import org.acme.items.infra.service.ServiceTable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * What a stage comes to.
 *
 * @param files templates and manifest of the assembly, by their name
 */
public record Synth(EnvironmentConfig environment, Map<String, String> files, Path folder) {
  /** Of this repository. */
  public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Synth> DONE = new ConcurrentHashMap<>();

  /** A stage of this repository; synthesised once for all tests. */
  public static Synth of(String stage) {
    return DONE.computeIfAbsent(stage, name -> of(ROOT, name));
  }

  /** A stage of any checkout. */
  public static Synth of(Path root, String stage) {
    return of(root, ConfigLoader.load(root, stage), ServiceTable::allOf);
  }

  /** The checkout that uses every key, with changes; its stage is {@code full}. */
  public static Synth full(Path folder, List<Checkout.Change> changes) {
    try {
      return of(Checkout.in(folder).with(changes).root(), "full");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The checkout that uses every key; synthesised once for all tests. */
  public static Synth full() {
    return DONE.computeIfAbsent(
        "full",
        _ -> {
          try {
            return full(Files.createTempDirectory("full"), List.of());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** A stage with another place for data. */
  public static Synth of(Path root, EnvironmentConfig environment, DataStore.Factory dataStores) {
    Path folder = made(app -> InfraApp.stacks(app, root, environment, dataStores));
    return new Synth(environment, read(folder), folder);
  }

  /** Templates of pipelines, by the end of the name of their stack. */
  public static Map<String, JsonNode> of(Delivery delivery) {
    Map<String, JsonNode> templates = new TreeMap<>();
    read(made(app -> InfraApp.delivery(app, delivery)))
        .forEach((name, text) -> {
          if (name.endsWith(".template.json")) {
            templates.put(
                name.substring(delivery.prefix().length() + 1).replace(".template.json", ""),
                parse(text));
          }
        });
    return templates;
  }

  /** Synthesises and returns where. */
  private static Path made(Consumer<App> stacks) {
    requireNode();
    try {
      Path folder = Files.createTempDirectory("cdk.out");
      App app =
          new App(
              AppProps.builder()
                  .context(CdkContext.of(ROOT))
                  .outdir(folder.toString())
                  .autoSynth(false)
                  .treeMetadata(false)
                  .build());
      stacks.accept(app);
      app.synth();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void requireNode() {
    boolean there =
        System.getenv().containsKey("JSII_NODE")
            || Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    String missing = "The CDK needs Node 22 or 24: not found, so nothing is synthesised";
    if (System.getenv().containsKey("CI")) {
      Assertions.assertTrue(there, missing);
    }
    Assumptions.assumeTrue(there, missing);
  }

  private static Map<String, String> read(Path folder) {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.toList()) {
        String name = entry.getFileName().toString();
        if (name.endsWith(".template.json") || name.equals("manifest.json")) {
          files.put(name, Files.readString(entry));
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the CDK's command line deploys, as it is written. */
  public String manifest() {
    return String.valueOf(files.get("manifest.json"));
  }

  /** The template of a stack, by the end of its name: {@code platform}, {@code backend}. */
  public JsonNode template(String stack) {
    String name = "%s-%s.template.json".formatted(environment.prefix(), stack);
    String text = files.get(name);
    if (text == null) {
      throw new IllegalArgumentException("no %s among %s".formatted(name, files.keySet()));
    }
    return parse(text);
  }

  /** All templates by the end of the name of their stack. */
  public Map<String, JsonNode> templates() {
    Map<String, JsonNode> templates = new LinkedHashMap<>();
    files.keySet().stream()
        .filter(name -> name.endsWith(".template.json"))
        .map(
            name -> name.substring(environment.prefix().length() + 1).replace(".template.json", ""))
        .forEach(stack -> templates.put(stack, template(stack)));
    return templates;
  }

  /** Resources of a type in a stack, as they are in the template. */
  public List<JsonNode> resources(String stack, String type) {
    return template(stack)
        .get("Resources")
        .valueStream()
        .filter(resource -> resource.get("Type").asText().equals(type))
        .toList();
  }

  /** The only resource of a type in a stack. */
  public JsonNode resource(String stack, String type) {
    List<JsonNode> resources = resources(stack, type);
    if (resources.size() != 1) {
      throw new IllegalStateException(
          "%d resources %s in %s".formatted(resources.size(), type, stack));
    }
    return resources.getFirst();
  }

  /** Properties of the only resource of a type in a stack. */
  public JsonNode properties(String stack, String type) {
    return resource(stack, type).get("Properties");
  }

  /** Of the service's only container. */
  public JsonNode container(String service) {
    return properties(service, "AWS::ECS::TaskDefinition").at("/ContainerDefinitions/0");
  }

  /** What a service finds in its environment, where it is a text. */
  public Map<String, String> variables(String service) {
    Map<String, String> variables = new TreeMap<>();
    container(service)
        .get("Environment")
        .forEach(each -> variables.put(each.get("Name").asText(), each.get("Value").asText()));
    return variables;
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
