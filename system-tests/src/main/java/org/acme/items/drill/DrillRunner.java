package org.acme.items.drill;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.acme.items.drill.ecs.ContainerLogs;
import org.acme.items.drill.ecs.Docker;

/** Runs drills one after the other on one site, and keeps what they saw in {@code .dev/drills}. */
final class DrillRunner {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path root;
  private final Consumer<String> events;

  /**
   * Knows where and how.
   *
   * @param root of the checkout
   * @param events told as they happen
   */
  DrillRunner(Path root, Consumer<String> events) {
    this.root = root;
    this.events = events;
  }

  /** Where results are kept, a file for each drill. */
  static Path results(Path root) {
    return root.resolve(".dev/drills");
  }

  List<DrillResult> run(List<Drill> drills, long seed) throws IOException {
    Path folder = Files.createDirectories(results(root));
    ContainerLogs.keepIn(folder.resolve("logs"));
    synth();
    Thread cleaner = new Thread(Docker::cleanUp);
    Runtime.getRuntime().addShutdownHook(cleaner); // Ctrl-C
    List<DrillResult> results = new ArrayList<>();
    Site site = new Site(root, events);
    try {
      for (Drill drill : drills) {
        if (!site.settles()) {
          site.close(); // what a red drill left
          site = new Site(root, events);
        }
        events.accept("--- %s: %s".formatted(drill.name(), drill.description()));
        DrillResult result = drill.run(site, seed);
        JSON.writeValue(folder.resolve(drill.name() + ".json").toFile(), result);
        events.accept(ReliabilityTable.row(result));
        result.unmet().forEach(unmet -> events.accept("NOT MET: " + unmet));
        results.add(result);
      }
    } finally {
      site.close();
    }
    Runtime.getRuntime().removeShutdownHook(cleaner);
    return results;
  }

  /** The templates, from which all numbers come. */
  private void synth() throws IOException {
    try {
      Process synth =
          new ProcessBuilder("bash", root.resolve("infra/app").toString(), Site.STAGE)
              .redirectErrorStream(true)
              .start();
      String output = new String(synth.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (synth.waitFor() != 0) {
        throw new IllegalStateException("the templates cannot be made: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
