package org.acme.items.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How long developers wait for what they do all day. */
@Command(
    name = "build",
    description =
        "How long a test after an edit takes, a build of everything, and the templates of a stage.")
final class BuildCommand implements Callable<Integer> {
  private static final String SECONDS = "seconds";

  /** Without the network, whose speed is not ours. */
  private static final String MAVEN = "./mvnw -q -B -o ";

  private static final String RESOURCE =
      "backend-service/src/main/java/org/acme/items/backend/items/ItemResource.java";

  @Mixin private Options options = new Options();

  /** What is done, and the file that somebody has just saved, if any. */
  private record Step(String name, @Nullable String edited, String command) {}

  private static final List<Step> STEPS =
      List.of(
          new Step(
              "one test class of the backend, after an edit of the resource",
              RESOURCE,
              MAVEN + "-f backend-service/pom.xml test -Dtest=ItemResourceTest"),
          new Step(
              "the same without the checks (`-Dquick`)",
              RESOURCE,
              MAVEN + "-Dquick -f backend-service/pom.xml test -Dtest=ItemResourceTest"),
          new Step("all modules with all checks, no tests", null, MAVEN + "-DskipTests package"),
          new Step("templates of `demo`", null, "./dev synth demo"),
          new Step("templates of `prod`", null, "./dev synth prod"));

  @Override
  public Integer call() throws IOException, InterruptedException {
    options.check("build", SpeedCommand.DOCUMENT);
    Path log = Files.createDirectories(options.folder("build")).resolve("build.log");
    Map<String, Map<String, Samples>> results = new LinkedHashMap<>();
    for (Step step : STEPS) {
      System.err.println("Before the first round: " + step.name());
      seconds(step, log);
    }
    for (int round = 1; round <= options.rounds(); round++) {
      for (Step step : STEPS) {
        System.err.printf("Round %d of %d, %s%n", round, options.rounds(), step.name());
        results
            .computeIfAbsent(step.name(), _ -> Map.of(SECONDS, new Samples()))
            .getOrDefault(SECONDS, new Samples())
            .add(seconds(step, log));
      }
    }
    options.show("build", SpeedCommand.DOCUMENT, table(results), results);
    return 0;
  }

  private double seconds(Step step, Path log) throws IOException, InterruptedException {
    if (step.edited() != null) {
      Files.setLastModifiedTime(
          options.root().resolve(step.edited()), FileTime.from(Instant.now()));
    }
    long begin = System.nanoTime();
    int exit =
        new ProcessBuilder("bash", "-c", step.command())
            .directory(options.root().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    if (exit != 0) {
      throw new BenchException("%s failed; see %s".formatted(step.name(), log));
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private static String table(Map<String, Map<String, Samples>> results) {
    StringBuilder text =
        new StringBuilder(
            """
            | | seconds |
            |---|---|
            """);
    results.forEach((step, samples) ->
        text.append(
            "| %s | %s |%n".formatted(step, samples.getOrDefault(SECONDS, new Samples()).text(1))));
    return text.toString();
  }
}
