package org.acme.items.system.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acme.items.system.docs.Markdown.Block;
import org.acme.items.system.docs.Terminal.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Executes the commands of documents as a reader would, in a checkout of their own: {@code
 * -Ddocs=all}, or {@code -Ddocs=README.md,docs/load.md}. Blocks with a {@link Reason} are left out.
 * A block {@code text output} behind one with commands has lines that their output must have, in
 * this order; {@code …} stands for anything.
 */
@EnabledIfSystemProperty(named = "docs", matches = ".+")
@SuppressWarnings("NullAway.Init") // filled before the first test
class DocsIT {
  @TempDir private static Path folder;
  private static Reader reader;

  @BeforeAll
  static void checkOut() throws IOException {
    reader = new Reader(Scratch.of(Tree.ofCheckout().root(), folder.resolve("items")));
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    if (reader != null) {
      reader.leave();
      Files.deleteIfExists(folder.resolve("items").resolve(Scratch.LIBRARIES)); // a link
    }
  }

  /** Those that share {@code ./dev up} first, then those with containers. */
  static List<Markdown> documents() {
    List<Markdown> all = Markdown.all(Tree.ofCheckout());
    String wanted = System.getProperty("docs", "");
    List<String> names = List.of(wanted.split(",", -1));
    if (!wanted.equals("all")) {
      assertThat(all.stream().map(Markdown::name)).as("-Ddocs").containsAll(names);
    }
    return all.stream()
        .filter(document ->
            wanted.equals("all")
                ? !document.folder().equals("docs/labs") // Done by LabsIT, with their checks.
                : names.contains(document.name()))
        .filter(document -> executed(document).findAny().isPresent())
        .sorted(Comparator.comparing(DocsIT::usesContainers).thenComparing(Markdown::name))
        .toList();
  }

  private static boolean usesContainers(Markdown document) {
    return executed(document).anyMatch(block -> block.text().contains("docker compose"));
  }

  private static Stream<Block> executed(Markdown document) {
    return document.blocks().stream()
        .filter(block -> block.isShell() && Reason.of(block).isEmpty());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void commandsDoWhatTheDocumentSays(Markdown document) throws IOException, InterruptedException {
    Instant begin = Instant.now();
    String output = "";
    try {
      for (Block block : document.blocks()) {
        if (block.isShell()) {
          output = Reason.of(block).isPresent() ? "" : execute(block);
        } else if (block.info().equals("text output") && !output.isEmpty()) {
          requireOutput(block, output);
        }
      }
    } finally {
      reader.endDocument();
      System.out.printf(
          "%s: %d s%n", document.name(), Duration.between(begin, Instant.now()).toSeconds());
    }
  }

  private static String execute(Block block) throws IOException, InterruptedException {
    List<String> outputs = new ArrayList<>();
    for (Command command : Command.of(block)) {
      Answer answer = reader.type(command);
      if (answer.exit() != 0) {
        fail(
            "%s: %s ended with %d%n%s",
            command.at(), command.text(), answer.exit(), Reader.end(answer.output()));
      }
      outputs.add(answer.output());
    }
    return String.join("\n", outputs);
  }

  private static void requireOutput(Block block, String output) {
    List<String> lines = output.lines().map(String::strip).toList();
    int at = 0;
    for (String wanted : block.text().lines().map(String::strip).toList()) {
      Pattern pattern =
          Pattern.compile(
              Stream.of(wanted.split("…", -1))
                  .map(Pattern::quote)
                  .collect(Collectors.joining(".*")));
      while (at < lines.size() && !pattern.matcher(lines.get(at)).find()) {
        at++;
      }
      if (at == lines.size()) {
        fail("%s: nothing shows %s in%n%s", block.at(0), wanted, Reader.end(output));
      }
      at++;
    }
  }
}
