package org.acme.items.system.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acme.items.dev.Console;
import org.acme.items.dev.DevCommand;
import org.acme.items.dev.Workspace;
import org.acme.items.system.docs.Markdown.Block;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/**
 * Commands of the documents are well formed and exist. Those in blocks are executed by {@link
 * DocsIT}, or say why not.
 */
class CommandsTest {
  private static final Tree TREE = Tree.ofCheckout();

  private static final Pattern DEV =
      Pattern.compile("(?<![\\w/.])\\./dev((?: +(?!\\d>)[^\\s;&|<>()#,]+(?:,[^\\s;&|<>()#,]+)*)*)");
  private static final Pattern MODULES = Pattern.compile("\\./mvnw .*-pl ([\\w,-]+)");
  private static final Pattern POM = Pattern.compile("\\./mvnw .*-f (\\S+)");
  private static final Pattern PROFILE = Pattern.compile("docker compose .*--profile ([\\w-]+)");

  /** Commands that hand over what follows, and where their own commands and options stand. */
  private static final Map<String, String> ELSEWHERE =
      Map.of("load", "load-tester", "drill", "system-tests", "bench", "benchmarks");

  /** Scripts that {@code ./dev} runs without the tool. */
  private static final Set<String> SCRIPTS =
      Stream.of(
              found("dev", "(?m)^ +([\\w| ]+)\\) exec \"\\$root/scripts")
                  .getFirst()
                  .split(" \\| ", -1))
          .collect(Collectors.toSet());

  @Test
  void everyBlockSaysWhatItIs() {
    Finding.requireNone(
        blocks()
            .filter(block -> block.info().isEmpty())
            .map(block ->
                new Finding(
                    block.at(0),
                    "code without a language",
                    "sh for what a reader types, text for what is shown, yaml, json, mermaid ..."))
            .toList());
  }

  @Test
  void everyBlockOfCommandsIsWellFormed() {
    Finding.requireNone(shells().flatMap(block -> malformed(block).stream()).toList());
  }

  @Test
  void everyBlockIsExecutedOrSaysWhyNot() {
    Finding.requireNone(shells().flatMap(CommandsTest::unreasoned).toList());
  }

  @Test
  void everyCommandExists() {
    Finding.requireNone(Markdown.all(TREE).stream().flatMap(CommandsTest::unknown).toList());
  }

  @Test
  void wrongCommandsAreFound() {
    Markdown planted =
        Markdown.parse(
            "planted.md",
            """
            `./dev synht demo` `./dev synth` `./dev up --freshly` `./dev load --rate 3` `./dev bench sped` `./dev drill roll`
            `docker compose --profile lod up` `./mvnw -pl backend verify` `./dev synth dev 2>log`

            ```sh
            ./dev rollback
            ./dev deploy demo --yess
            ```

            ```sh
            # needs a coffee
            for i in 1 2; do echo $i
            ```

            ```sh
            # run by CI as such
            ./mvnw verify --never
            ```
            """);

    assertThat(unknown(planted))
        .extracting(Finding::at, finding -> finding.found().replaceAll(":.*", ""))
        .extracting(tuple -> tuple.toList().toString())
        .containsExactly(
            "[planted.md:1, ./dev synht demo]",
            "[planted.md:1, ./dev up --freshly]",
            "[planted.md:1, --rate of ./dev load]",
            "[planted.md:1, sped of ./dev bench]",
            "[planted.md:2, --profile lod]",
            "[planted.md:2, -pl backend]",
            "[planted.md:5, ./dev rollback]",
            "[planted.md:6, ./dev deploy demo --yess]");
    assertThat(planted.blocks().stream().flatMap(CommandsTest::unreasoned))
        .extracting(Finding::found)
        .containsExactly("# needs a coffee", "./mvnw verify --never");
    assertThat(planted.blocks().stream().flatMap(block -> malformed(block).stream()))
        .extracting(Finding::at)
        .containsExactly("planted.md:10");
  }

  private static Stream<Block> blocks() {
    return Markdown.all(TREE).stream().flatMap(document -> document.blocks().stream());
  }

  private static Stream<Block> shells() {
    return blocks().filter(Block::isShell);
  }

  private static Optional<Finding> malformed(Block block) {
    String complaint = Command.complaint(block.text());
    return complaint.isEmpty()
        ? Optional.empty()
        : Optional.of(new Finding(block.at(0), complaint, "what bash -n takes"));
  }

  private static Stream<Finding> unreasoned(Block block) {
    if (Reason.isGiven(block) && Reason.of(block).isEmpty()) {
      return Stream.of(
          new Finding(block.at(0), block.text().lines().findFirst().orElse(""), Reason.allowed()));
    }
    if (!Reason.of(block).equals(Optional.of(Reason.CI))) {
      return Stream.empty();
    }
    List<String> lines =
        TREE.sources("^(\\.ci/[^/]+|scripts/delivery/[^/]+)$").values().stream()
            .flatMap(text -> text.replace("\\\n", " ").lines())
            .toList();
    return Command.of(block).stream()
        .filter(command -> lines.stream().noneMatch(line -> isRunBy(line, command)))
        .map(command -> new Finding(command.at(), command.text(), "what a script in .ci runs"));
  }

  /** What chooses a part of the whole. */
  private static final Pattern PART =
      Pattern.compile(
          " (-pl [\\w,-]+|-f \\S+/pom.xml|-D(it\\.)?test=\\S+|-DskipUnitTests"
              + "|-D(sure|fail)safe.failIfNoSpecifiedTests=false)(?= |$)");

  /** Whether a line has all words of a command in their order. */
  private static boolean isRunBy(String line, Command command) {
    List<String> left = words(line);
    for (String word : words(PART.matcher(command.withoutComment()).replaceAll(""))) {
      int at = left.indexOf(word);
      if (at < 0) {
        return false;
      }
      left = left.subList(at + 1, left.size());
    }
    return true;
  }

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+"));
  }

  private static Stream<Finding> unknown(Markdown document) {
    Stream<Finding> mentioned =
        document.codes().stream().flatMap(code -> unknown(code.at(), code.text(), false));
    Stream<Finding> typed =
        document.blocks().stream()
            .filter(Block::isShell)
            .flatMap(block -> Command.of(block).stream())
            .flatMap(command -> unknown(command.at(), command.withoutComment(), true));
    return Stream.concat(mentioned, typed);
  }

  private static Stream<Finding> unknown(String at, String text, boolean whole) {
    Stream<Finding> dev =
        DEV.matcher(text)
            .results()
            .map(found -> words(found.group(1)).stream().filter(word -> !word.isEmpty()).toList())
            .filter(words -> !words.isEmpty() && !words.getFirst().matches("[A-Z]+|…|\\.\\.\\."))
            .flatMap(words -> dev(at, words, whole));
    Stream<Finding> others =
        Stream.of(
                each(MODULES, text)
                    .flatMap(found -> Stream.of(found.split(",", -1)))
                    .filter(module -> !found("pom.xml", "<module>([^<]+)").contains(module))
                    .map(module -> new Finding(at, "-pl " + module, "modules of pom.xml")),
                each(POM, text)
                    .filter(pom -> !TREE.files().contains(pom.replaceFirst("^(\\.\\./)+", "")))
                    .map(pom -> new Finding(at, "-f " + pom, "a pom.xml")),
                each(PROFILE, text)
                    .filter(profile ->
                        !found("docker-compose.yml", "profiles: \\[(\\w+)]").contains(profile))
                    .map(profile ->
                        new Finding(at, "--profile " + profile, "profiles of docker-compose.yml")))
            .flatMap(findings -> findings);
    return Stream.concat(dev, others);
  }

  private static Stream<String> each(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1));
  }

  private static List<String> found(String file, String pattern) {
    return Pattern.compile(pattern)
        .matcher(TREE.read(file))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  /**
   * What is wrong with words after {@code ./dev}.
   *
   * @param whole whether it is to be typed as it is; a sentence may name a command without the rest
   */
  private static Stream<Finding> dev(String at, List<String> words, boolean whole) {
    if (SCRIPTS.contains(words.getFirst())) {
      return Stream.empty();
    }
    String module = ELSEWHERE.get(words.getFirst());
    if (module != null) {
      return elsewhere(at, words, module);
    }
    CommandLine dev =
        DevCommand.commands(
            new Workspace(TREE.root()),
            new Console(new PrintStream(OutputStream.nullOutputStream()), false));
    try {
      dev.parseArgs(words.toArray(String[]::new));
      return Stream.empty();
    } catch (ParameterException e) {
      return !whole && e instanceof MissingParameterException
          ? Stream.empty()
          : Stream.of(
              new Finding(
                  at,
                  "./dev %s: %s".formatted(String.join(" ", words), e.getMessage()),
                  "what ./dev help and ./dev help COMMAND tell"));
    }
  }

  /** Its commands and options are words in quotes in the sources of its module. */
  private static Stream<Finding> elsewhere(String at, List<String> words, String module) {
    String sources =
        String.join("\n", TREE.sources("^" + module + "/src/main/.*\\.java$").values());
    return words.stream()
        .skip(1)
        .map(word -> word.replaceFirst("=.*", ""))
        .filter(word ->
            word.startsWith("--") || (word.equals(words.get(1)) && word.matches("[a-z][a-z-]*")))
        .filter(word -> !Set.of("--help", "help", "all").contains(word))
        .filter(word -> !sources.contains("\"" + word + "\""))
        .map(word ->
            new Finding(
                at,
                "%s of ./dev %s".formatted(word, words.getFirst()),
                "what ./dev %s --help tells".formatted(words.getFirst())));
  }
}
