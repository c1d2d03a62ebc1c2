package org.acme.items.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all benchmarks take, and where their results go. */
final class Options {
  private static final int MAX_ROUNDS = 1000;
  private static final int MAX_SECONDS = 300;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "How often each is measured; default 5.")
  private int rounds = 5;

  @Option(names = "--seconds", defaultValue = "5", description = "Of each measurement; default 5.")
  private int seconds = 5;

  @Option(names = "--update", description = "Write the table into the document too.")
  private boolean update;

  /**
   * Before servers are started, which takes minutes.
   *
   * @param document that {@code --update} writes to
   */
  void check(String document) {
    rounds();
    each();
    if (update && !Files.exists(root().resolve(document))) {
      throw new BenchException("There is no %s to update; leave --update out".formatted(document));
    }
  }

  int rounds() {
    return checked("--rounds", rounds, MAX_ROUNDS);
  }

  Duration each() {
    return Duration.ofSeconds(checked("--seconds", seconds, MAX_SECONDS));
  }

  Path root() {
    return Path.of(System.getProperty("dev.root", ".")).toAbsolutePath().normalize();
  }

  /** Of logs and results. */
  Path folder(String benchmark) {
    return root().resolve(".dev/benchmarks").resolve(benchmark);
  }

  /** Prints a table, keeps the numbers as JSON, and updates the document if that is wanted. */
  void show(String benchmark, String document, String table, Map<?, Map<String, Samples>> samples)
      throws IOException {
    String text = table + "\n" + Machine.facts() + ".\n";
    System.out.println(text);
    ObjectMapper json = new ObjectMapper();
    ObjectNode result = json.createObjectNode().put("machine", Machine.facts());
    samples.forEach((measured, quantities) -> {
      ObjectNode node = result.putObject(measured.toString());
      quantities.forEach((quantity, values) -> node.putPOJO(quantity, values.values()));
    });
    Path file = Files.createDirectories(folder(benchmark)).resolve("result.json");
    json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), result);
    System.out.println("As JSON: " + file);
    if (update) {
      new Document(root().resolve(document)).replace(benchmark, text);
    }
  }

  private int checked(String option, int value, int max) {
    if (value < 1 || value > max) {
      throw new ParameterException(
          command.commandLine(), "%s must be 1 to %d, got %d".formatted(option, max, value));
    }
    return value;
  }
}
