package org.acme.items.system.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acme.items.dev.Workspace;
import org.acme.items.system.docs.Markdown.Block;
import org.acme.items.system.docs.Markdown.Piece;
import org.junit.jupiter.api.Test;

/** Keys, variables and properties that documents name are read by something. */
class ConfigurationKeysTest {
  private static final Tree TREE = Tree.ofCheckout();

  private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+");
  private static final Pattern ASSIGNMENT =
      Pattern.compile("(?<![\\w$-])([A-Z][A-Z0-9_]+)=(?=\\S)");
  private static final Pattern PROPERTY = Pattern.compile("(?<!\\S)-D([\\w.-]+)");
  private static final Pattern KEY =
      Pattern.compile("[a-z][A-Za-z0-9]*(\\[])?(\\.(\\*|[a-z][A-Za-z0-9-]*)(\\[])?)+");
  private static final Pattern KEY_OF_YAML = Pattern.compile("(?:^|[\\n{,])[ -]*(\\w+):");

  /** Of services and tables. */
  private static final Set<String> NAMES =
      new Workspace(TREE.root())
          .manifests().stream()
              .flatMap(service ->
                  Stream.concat(Stream.of(service.name()), service.tables().keySet().stream()))
              .collect(Collectors.toSet());

  private static final Pattern MAPPING =
      Pattern.compile("@ConfigMapping\\(prefix = \"([\\w.-]+)\"\\)");
  private static final Pattern GETTER = Pattern.compile("(?m)^ +[\\w.<>@ ]+ (\\w+)\\(\\);");

  /** Of Maven and its plugins. */
  private static final Set<String> MAVEN =
      Set.of(
          "test",
          "it.test",
          "skipTests",
          "skipITs",
          "maven.test.skip",
          "surefire.failIfNoSpecifiedTests",
          "failsafe.failIfNoSpecifiedTests");

  /** Not keys; what they are. */
  private static final Map<Pattern, String> OTHERS =
      Map.of(
          Pattern.compile("mdc\\.(spanId|parentId|sampled)"), "fields of Quarkus' JSON logs",
          Pattern.compile("[a-z-]+\\.[a-z0-9-]+\\.internal"), "a service's name in Cloud Map");

  /** All sources but these tests, whose texts would prove anything. */
  private static final String SOURCES =
      String.join(
          "\n",
          TREE.sources(
                  "^(?!system-tests/src/test/java/org/acme/items/system/docs/)(?!.*(package-lock\\.json|\\.png)$)")
              .values());

  private static final Set<String> WORDS =
      Pattern.compile("[A-Za-z0-9_]+")
          .matcher(SOURCES)
          .results()
          .map(MatchResult::group)
          .collect(Collectors.toSet());

  private static final Set<String> DOTTED =
      Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_*-]+)+")
          .matcher(SOURCES)
          .results()
          .map(MatchResult::group)
          .collect(Collectors.toSet());

  /** Keys of the load tester's scenarios are components of records. */
  private static final Set<String> SCENARIO =
      Pattern.compile("\\w+")
          .matcher(String.join("\n", TREE.sources("loadtest/scenario/\\w+\\.java$").values()))
          .results()
          .map(MatchResult::group)
          .collect(Collectors.toSet());

  private static final Set<String> SCHEMAS = schemas();
  private static final Set<String> MAPPED = mapped();

  @Test
  void everyKeyThatIsNamedIsRead() {
    Finding.requireNone(
        Markdown.all(TREE).stream().flatMap(ConfigurationKeysTest::findings).toList());
  }

  @Test
  void unknownKeysAreFound() {
    String text =
        """
        `FRONTEND_PORTS` `FRONTEND_PORT` `task.cpuUnit` `task.cpuUnits` `tables.*.sortKey` `quarkus.http.limits.body`
        `./mvnw verify -Dscreenshot=update -Dscreenshots=update` `LOAD_RATES=3 ./dev load`

        ```sh
        BACKEND_PORTS=9 ./dev up
        ```

        ```yaml
        services:
          backend: { count: { mim: 3 }, environment: { LOAD: "1" } }
        ```
        """;

    List<Finding> findings = findings(Markdown.parse("planted.md", text)).toList();

    assertThat(findings)
        .extracting(Finding::found)
        .containsExactly(
            "FRONTEND_PORTS",
            "task.cpuUnit",
            "quarkus.http.limits.body",
            "-Dscreenshot",
            "LOAD_RATES",
            "BACKEND_PORTS",
            "mim:");
  }

  private static Stream<Finding> findings(Markdown document) {
    Stream<Piece> lines =
        document.blocks().stream()
            .filter(Block::isShell)
            .flatMap(block -> Command.of(block).stream())
            .map(command ->
                new Piece(
                    document.name(),
                    Integer.parseInt(command.at().replaceAll(".*:", "")),
                    command.withoutComment()));
    return Stream.concat(
        Stream.concat(document.codes().stream(), lines).flatMap(piece -> findings(document, piece)),
        document.blocks().stream().flatMap(ConfigurationKeysTest::yaml));
  }

  /** Keys of a block that is part of a manifest, or of a stage's file. */
  private static Stream<Finding> yaml(Block block) {
    if (!block.language().equals("yaml")) {
      return Stream.empty();
    }
    List<String> keys =
        KEY_OF_YAML.matcher(block.text()).results().map(key -> key.group(1)).toList();
    return keys.stream().noneMatch(SCHEMAS::contains)
        ? Stream.empty()
        : keys.stream()
            .filter(key -> !SCHEMAS.contains(key) && !NAMES.contains(key))
            .filter(key -> !key.matches("[A-Z_]+"))
            .map(key ->
                new Finding(
                    block.at(0),
                    key + ":",
                    "keys of infra/schema/*.json, names of services and tables"));
  }

  private static Stream<Finding> findings(Markdown document, Piece piece) {
    String text = piece.text();
    return Stream.of(
            VARIABLE.matcher(text).matches()
                ? variable(piece, text).stream()
                : Stream.<Finding>empty(),
            ASSIGNMENT
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                // One that the document uses itself.
                .filter(name -> !document.source().matches("(?s).*\\$\\{?" + name + "\\b.*"))
                .flatMap(name -> variable(piece, name).stream()),
            PROPERTY
                .matcher(text)
                .results()
                .flatMap(found -> property(piece, found.group(1)).stream()),
            KEY.matcher(text).matches() ? key(piece, text).stream() : Stream.<Finding>empty())
        .flatMap(findings -> findings);
  }

  private static Optional<Finding> variable(Piece piece, String name) {
    boolean read = WORDS.contains(name) || MAPPED.contains(name);
    return read
        ? Optional.empty()
        : Optional.of(
            new Finding(
                piece.at(), name, "a variable that a source, script or compose file reads"));
  }

  private static Optional<Finding> property(Piece piece, String name) {
    boolean read =
        MAVEN.contains(name)
            || SOURCES.contains("\"" + name + "\"")
            || SOURCES.contains("<" + name + "/>")
            || SOURCES.contains("<" + name + ">")
            || SOURCES.contains("<name>" + name + "</name>");
    return read
        ? Optional.empty()
        : Optional.of(
            new Finding(piece.at(), "-D" + name, "a property that a pom.xml or a source reads"));
  }

  private static Optional<Finding> key(Piece piece, String name) {
    if (FileNamesTest.isFile(name)) {
      return Optional.empty();
    }
    String path = name.replace("[]", "");
    String first = path.substring(0, path.indexOf('.'));
    boolean known =
        SCHEMAS.stream().anyMatch(key -> isKey(key, path))
            || (!SCHEMAS.contains(first)
                && DOTTED.stream().anyMatch(key -> key.equals(path) || key.endsWith("." + path)))
            || SCENARIO.containsAll(List.of(path.split("\\.", -1)))
            || MAPPED.contains(path.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
            || OTHERS.keySet().stream().anyMatch(other -> other.matcher(name).matches());
    return known
        ? Optional.empty()
        : Optional.of(
            new Finding(
                piece.at(), name, "a key of infra/schema/*.json, or one that a source names"));
  }

  /** Whether a path is that of a key; a star in the key is a name of the reader's choice. */
  private static boolean isKey(String key, String path) {
    return key.equals(path)
        || (key.contains("*")
            && Pattern.matches("\\Q" + key.replace("*", "\\E[^.]+\\Q") + "\\E", path));
  }

  /** Paths of the schemas' keys and all their ends, so that {@code latency.thresholdMs} is one. */
  private static Set<String> schemas() {
    Set<String> keys = new HashSet<>();
    TREE.sources("^infra/schema/.*\\.json$")
        .forEach((file, text) -> {
          try {
            collect(new ObjectMapper().readTree(text), "", keys);
          } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
          }
        });
    return keys;
  }

  private static void collect(JsonNode schema, String path, Set<String> keys) {
    for (String end = path;
        !end.isEmpty();
        end = end.contains(".") ? end.substring(end.indexOf('.') + 1) : "") {
      keys.add(end);
    }
    schema
        .path("properties")
        .properties()
        .forEach(key -> collect(key.getValue(), join(path, key.getKey()), keys));
    if (schema.path("additionalProperties").isObject()) {
      collect(schema.path("additionalProperties"), join(path, "*"), keys);
    }
    if (schema.has("items")) {
      collect(schema.path("items"), path, keys);
    }
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Variables that SmallRye Config maps to interfaces. */
  private static Set<String> mapped() {
    return TREE.sources("src/main/java/.*\\.java$").values().stream()
        .flatMap(text ->
            MAPPING
                .matcher(text)
                .results()
                .flatMap(prefix ->
                    GETTER
                        .matcher(text)
                        .results()
                        .map(getter -> prefix.group(1) + "_" + kebab(getter.group(1)))))
        .map(name -> name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
        .collect(Collectors.toSet());
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "_$1");
  }
}
