package org.acme.items.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.acme.items.drill.ecs.Docker;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./dev drill}. The system property {@code dev.root} names the checkout. */
@Command(
    name = "./dev drill",
    description =
        "Rollouts, faults and losses on containers, under load. Without a name: lists the drills."
            + " Needs Docker on Linux. Exit code 1 if a drill is red.")
public final class DrillCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "Drills, all, soak, or planted.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--seed", description = "Of the load; without it one is drawn and printed.")
  private @Nullable Long seed;

  @Option(names = "--minutes", description = "Of soak; 5 without it.")
  private int minutes = 5;

  @Option(
      names = "--fault",
      paramLabel = "FILE",
      description =
          "Of planted: lines of a Dockerfile that make a bad release of the backend's image.")
  private @Nullable Path fault;

  @Option(
      names = "--update",
      description = "Write the table in docs/reliability.md, from what each drill saw last.")
  private boolean update;

  @Spec private CommandSpec spec = CommandSpec.create();

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
      list();
      return 0;
    }
    List<Drill> drills = new ArrayList<>();
    for (String name : names) {
      switch (name) {
        case "all" -> drills.addAll(Drill.all());
        case "soak" -> drills.add(Drill.soak(Duration.ofMinutes(minutes)));
        case "planted" -> drills.add(Drill.planted(fault()));
        default ->
            drills.add(
                Drill.named(name)
                    .orElseThrow(() ->
                        new ParameterException(
                            spec.commandLine(), "There is no drill called " + name)));
      }
    }
    if (!Docker.answers()) {
      say("Drills need Docker, and no engine answers.");
      return 1;
    }
    long drawn = seed == null ? System.nanoTime() % 1_000_000 : seed;
    say("The same load again: --seed %d".formatted(drawn));
    List<DrillResult> results = new DrillRunner(root, DrillCommand::event).run(drills, drawn);
    if (update) {
      ReliabilityTable.update(root);
    }
    long red = results.stream().filter(result -> !result.isGood()).count();
    say("%d of %d drills are as they should be".formatted(results.size() - red, results.size()));
    return red == 0 ? 0 : 1;
  }

  private String fault() {
    if (fault == null) {
      throw new ParameterException(
          spec.commandLine(), "planted needs --fault FILE, with lines of a Dockerfile");
    }
    try {
      return Files.readString(fault);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), "--fault %s cannot be read".formatted(fault), e);
    }
  }

  private static void list() {
    Drill.all().forEach(drill -> say("%-16s %s".formatted(drill.name(), drill.description())));
    say("%-16s %s".formatted("all", "these, one after the other"));
    say("%-16s %s".formatted("soak", "load for --minutes: nothing grows"));
    say("%-16s %s".formatted("planted", "a version with the fault of --fault is rolled back"));
  }

  private static void event(String text) {
    say(
        "%s %s"
            .formatted(
                LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS), text));
  }

  private static void say(String text) {
    System.out.println(text);
  }
}
