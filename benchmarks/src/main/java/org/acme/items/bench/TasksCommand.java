package org.acme.items.bench;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.acme.items.bench.Load.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What one task of the smallest size answers, and two. */
@Command(
    name = "tasks",
    description =
        "What one task with a quarter of a processor answers, and whether two answer twice as much."
            + " Needs root.")
final class TasksCommand implements Callable<Integer> {
  private static final double SMALLEST = 0.25;

  @Mixin private Options options = new Options();

  @Override
  public Integer call() throws Exception {
    options.check("tasks", SpeedCommand.DOCUMENT);
    Path folder = Files.createDirectories(options.folder("tasks"));
    Contender backend =
        Contender.backend(
            options.root(), "backend, GET of an item", Map.of("METRICS_NAMESPACE", "Items"));
    Map<Contender, Map<String, Samples>> results = new LinkedHashMap<>();
    results.put(backend, measured(backend, Request.get(), folder));
    Contender frontend = Contender.frontend(options.root(), "frontend, page of 25 items");
    results.put(frontend, measured(frontend, Request.page(), folder));
    options.show("tasks", SpeedCommand.DOCUMENT, table(results), results);
    return 0;
  }

  private Map<String, Samples> measured(Contender contender, Request request, Path folder)
      throws IOException, InterruptedException, ExecutionException {
    Vertx vertx = Vertx.vertx();
    try (StandIns standIns = new StandIns(vertx);
        Task first = new Task("first", vertx, contender, standIns, folder);
        Task second = new Task("second", vertx, contender, standIns, folder);
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      first.warmUp(contender.name(), request);
      second.warmUp(contender.name() + ", the second", request);
      Samples one = new Samples();
      Samples two = new Samples();
      for (int round = 1; round <= options.rounds(); round++) {
        System.err.printf("Round %d of %d, %s%n", round, options.rounds(), contender.name());
        one.add(perSecond(threads, List.of(round % 2 == 0 ? second : first), request));
        two.add(perSecond(threads, List.of(first, second), request));
      }
      Map<String, Samples> results = new LinkedHashMap<>();
      results.put("perSecondOfOneTask", one);
      results.put("perSecondOfTwoTasks", two);
      return results;
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  /** Of all of them together, each loaded by itself. */
  private double perSecond(ExecutorService threads, List<Task> tasks, Request request)
      throws InterruptedException, ExecutionException {
    List<Future<Double>> loads = new ArrayList<>();
    for (Task task : tasks) {
      loads.add(threads.submit(() -> task.perSecond(request, options.each())));
    }
    double sum = 0;
    for (Future<Double> load : loads) {
      sum += load.get();
    }
    return sum;
  }

  private static String table(Map<Contender, Map<String, Samples>> results) {
    StringBuilder text =
        new StringBuilder(
            """
            | | one task of 0.25 CPU, requests/s | two, requests/s | factor |
            |---|---|---|---|
            """);
    results.forEach((contender, samples) -> {
      Samples one = samples.getOrDefault("perSecondOfOneTask", new Samples());
      Samples two = samples.getOrDefault("perSecondOfTwoTasks", new Samples());
      text.append(
          "| %s | %s | %s | %s |%n"
              .formatted(contender.name(), one.text(0), two.text(0), two.dividedBy(one).text(2)));
    });
    return text.toString();
  }

  /** A server with a quota of its own, and its load. */
  private static final class Task implements AutoCloseable {
    private final Quota quota;
    private final Server server;
    private final Load load;

    Task(String name, Vertx vertx, Contender contender, StandIns standIns, Path folder)
        throws IOException, InterruptedException {
      quota = new Quota(name, Processors.ALL);
      load = new Load(vertx);
      server =
          Server.start(
              quota, contender, standIns.url(), Files.createDirectories(folder.resolve(name)));
      server.awaitFirstAnswer();
    }

    /** With all processors; then it gets as many as it is to have. */
    void warmUp(String name, Request request) throws InterruptedException {
      WarmUp.run(name, server, load, request, request);
      quota.set(SMALLEST);
    }

    double perSecond(Request request, Duration time) throws InterruptedException {
      return load.asFastAsItGoes(server.port(), request, time).perSecond();
    }

    @Override
    public void close() {
      load.close();
      server.close();
      quota.close();
    }
  }
}
