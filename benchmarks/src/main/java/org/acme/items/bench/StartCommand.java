package org.acme.items.bench;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** From the start of a process to its first answer, with as much processor as a small task has. */
@Command(
    name = "start",
    description = "How long the backend and contenders take to their first answer. Needs root.")
final class StartCommand implements Callable<Integer> {
  private static final List<Double> CPUS = List.of(1.0, 0.25);

  @Mixin private Options options = new Options();

  @Mixin private Names names = new Names();

  @Override
  public Integer call() throws IOException, InterruptedException {
    options.check("start", SpeedCommand.DOCUMENT);
    List<Contender> contenders = new ArrayList<>(Contenders.named(options.root(), names.given()));
    if (names.given().isEmpty() || names.given().contains(Contenders.BACKEND)) {
      contenders.add(1, Contender.backendWithoutCache(options.root()));
    }
    Path folder = Files.createDirectories(options.folder("start"));
    Map<Contender, Map<String, Samples>> results = new LinkedHashMap<>();
    Vertx vertx = Vertx.vertx();
    try (StandIns standIns = new StandIns(vertx)) {
      for (int round = 1; round <= options.rounds(); round++) {
        for (Contender contender : contenders) {
          for (double cpus : CPUS) {
            System.err.printf(
                "Round %d of %d, %s, %s CPU%n", round, options.rounds(), contender.name(), cpus);
            measure(
                results.computeIfAbsent(contender, _ -> new LinkedHashMap<>()),
                contender,
                cpus,
                standIns.url(),
                folder);
          }
        }
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
    options.show("start", SpeedCommand.DOCUMENT, table(results) + charts(results), results);
    return 0;
  }

  private static void measure(
      Map<String, Samples> samples, Contender contender, double cpus, String standIns, Path folder)
      throws IOException, InterruptedException {
    try (Quota quota = new Quota("start", cpus)) {
      try (Server server = Server.start(quota, contender, standIns, folder)) {
        double seconds = server.awaitFirstAnswer().toNanos() / 1e9;
        samples.computeIfAbsent(seconds(cpus), _ -> new Samples()).add(seconds);
        samples
            .computeIfAbsent(cpuSeconds(cpus), _ -> new Samples())
            .add(server.cpu().toNanos() / 1e9);
        samples
            .computeIfAbsent(memory(cpus), _ -> new Samples())
            .add((double) server.residentMebibytes());
      }
    }
  }

  private static String seconds(double cpus) {
    return "secondsAt" + cpus;
  }

  private static String cpuSeconds(double cpus) {
    return "cpuSecondsAt" + cpus;
  }

  private static String memory(double cpus) {
    return "residentMebibytesAt" + cpus;
  }

  private static String charts(Map<Contender, Map<String, Samples>> results) {
    Map<String, Samples> one = new LinkedHashMap<>();
    Map<String, Samples> quarter = new LinkedHashMap<>();
    results.forEach((contender, samples) -> {
      one.put(contender.name(), of(samples, seconds(1.0)));
      quarter.put(contender.name(), of(samples, seconds(0.25)));
    });
    return Chart.bars("First answer at 1 CPU, s", one, 2)
        + Chart.bars("First answer at 0.25 CPU, s", quarter, 1);
  }

  private static String table(Map<Contender, Map<String, Samples>> results) {
    StringBuilder text =
        new StringBuilder(
            """
            | | first answer at 1 CPU, s | at 0.25 CPU, s | processor time, s | MiB resident then |
            |---|---|---|---|---|
            """);
    results.forEach((contender, samples) ->
        text.append(
            "| %s | %s | %s | %s | %.0f |%n"
                .formatted(
                    contender.name(),
                    of(samples, seconds(1.0)).text(2),
                    of(samples, seconds(0.25)).text(1),
                    of(samples, cpuSeconds(1.0)).text(2),
                    of(samples, memory(1.0)).median())));
    return text.toString();
  }

  private static Samples of(Map<String, Samples> samples, String name) {
    return samples.getOrDefault(name, new Samples());
  }
}
