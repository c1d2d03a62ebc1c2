package org.acme.items.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where results go. */
class Results {
  @Option(names = "--update", description = "Write the table into the document too.")
  private boolean update;

  /**
   * Before servers are started, which takes minutes.
   *
   * @param document that {@code --update} writes to
   */
  void check(String benchmark, String document) throws IOException {
    if (!update) {
      return;
    }
    Path file = root().resolve(document);
    if (!Files.exists(file)) {
      throw new BenchException("There is no %s to update; leave --update out".formatted(document));
    }
    new Document(file).check(benchmark);
  }

  final Path root() {
    return Path.of(System.getProperty("dev.root", ".")).toAbsolutePath().normalize();
  }

  /** Of logs and results. */
  final Path folder(String benchmark) {
    return root().resolve(".dev/benchmarks").resolve(benchmark.replace(' ', '-'));
  }

  /** Prints a table, keeps the numbers as JSON, and updates the document if that is wanted. */
  final void show(
      String benchmark, String document, String table, Map<?, Map<String, Samples>> samples)
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
}
