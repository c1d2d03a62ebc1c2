package org.acme.items.drill;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.acme.items.drill.ecs.ContainerLogs;
import org.acme.items.drill.ecs.Docker;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./dev drill}. The system property {@code dev.root} names the checkout. */
@Command(
    name = "./dev drill",
    description =
        "Rollouts, faults and losses on real containers, under load. Without a name: lists the"
            + " drills. Needs Docker on Linux.")
public final class DrillCommand implements Callable<Integer> {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "Drills, or all.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--seed", description = "Of the load; without it one is drawn and printed.")
  private @Nullable Long seed;

  @Option(names = "--update", description = "Write the table in docs/reliability.md.")
  private boolean update;

  private final Path root;

  DrillCommand(Path root) {
    this.root = root;
  }

  public static void main(String[] args) {
    Path root = Path.of(System.getProperty("dev.root", ".")).toAbsolutePath().normalize();
    System.exit(new CommandLine(new DrillCommand(root)).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    if (names.isEmpty()) {
      Arrays.stream(Drill.values())
          .forEach(drill -> say("%-16s %s".formatted(drill.command(), drill.description())));
      return 0;
    }
    List<Drill> drills = new ArrayList<>();
    for (String name : names) {
      if (name.equals("all")) {
        drills.addAll(List.of(Drill.values()));
      } else {
        drills.add(
            Drill.of(name)
                .orElseThrow(() ->
                    new CommandLine.ParameterException(
                        new CommandLine(this), "There is no drill " + name)));
      }
    }
    return run(drills);
  }

  private int run(List<Drill> drills) throws IOException {
    if (!Docker.answers()) {
      say("Drills need Docker, and no engine answers.");
      return 1;
    }
    long drawn = seed == null ? System.nanoTime() % 1_000_000 : seed;
    say("seed %d".formatted(drawn));
    List<DrillResult> results = run(root, drills, drawn, DrillCommand::event);
    for (DrillResult result : results) {
      say(ReliabilityTable.row(result));
      result.unmet().forEach(unmet -> say("  NOT MET: " + unmet));
    }
    if (update) {
      ReliabilityTable.update(root, results);
    }
    return results.stream().allMatch(DrillResult::isGood) ? 0 : 1;
  }

  /** Runs drills one after the other on one site, and keeps what they saw in .dev/drills. */
  static List<DrillResult> run(
      Path root, List<Drill> drills, long seed, java.util.function.Consumer<String> events)
      throws IOException {
    Path folder = Files.createDirectories(root.resolve(".dev/drills"));
    ContainerLogs.keepIn(folder.resolve("logs"));
    synth(root);
    List<DrillResult> results = new ArrayList<>();
    Thread cleaner = new Thread(Docker::cleanUp);
    Runtime.getRuntime().addShutdownHook(cleaner); // Ctrl-C
    Site site = new Site(root, events);
    try {
      for (Drill drill : drills) {
        if (!site.settles()) {
          site.close(); // what a red drill left
          site = new Site(root, events);
        }
        events.accept("--- %s: %s".formatted(drill.command(), drill.description()));
        DrillResult result = drill.run(site, seed);
        JSON.writeValue(folder.resolve(drill.command() + ".json").toFile(), result);
        events.accept(ReliabilityTable.row(result));
        results.add(result);
      }
    } finally {
      site.close();
    }
    Runtime.getRuntime().removeShutdownHook(cleaner);
    return results;
  }

  /** The templates, from which all numbers come. */
  private static void synth(Path root) throws IOException {
    try {
      Process synth =
          new ProcessBuilder("bash", root.resolve("infra/app").toString(), Site.STAGE)
              .redirectErrorStream(true)
              .start();
      String output =
          new String(
              synth.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      if (synth.waitFor() != 0) {
        throw new IllegalStateException("the templates cannot be made: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void event(String text) {
    say("%s %s".formatted(LocalTime.now().truncatedTo(ChronoUnit.SECONDS), text));
  }

  private static void say(String text) {
    System.out.println(text);
  }
}
