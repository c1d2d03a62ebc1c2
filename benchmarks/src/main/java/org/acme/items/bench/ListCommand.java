package org.acme.items.bench;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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

/** Pages of the list while items are created at the same time. */
@Command(
    name = "list",
    description = "What a page of the list takes while others create items; with DynamoDB Local.")
final class ListCommand implements Callable<Integer> {
  /** A second, next to the pages. */
  private static final List<Integer> CREATIONS = List.of(0, 20, 100);

  @Mixin private Options options = new Options();

  @Override
  public Integer call() throws Exception {
    options.check("list", SpeedCommand.DOCUMENT);
    Path folder = options.folder("list");
    Vertx vertx = Vertx.vertx();
    try (DynamoDbLocal table = DynamoDbLocal.start(options.root(), folder);
        StandIns standIns = new StandIns(vertx);
        Server server = Server.start(backend(table), standIns.url(), folder);
        Load readers = new Load(vertx);
        Load writers = new Load(vertx)) {
      Processors.moveLoad();
      server.awaitFirstAnswer();
      server.moveTo(Processors.EVERYWHERE);
      WarmUp.run("backend", server, readers, Request.list(), Request.post());
      server.moveTo(Processors.SERVER);
      Map<Integer, Pages> results = measured(server, readers, writers);
      Map<String, Map<String, Samples>> named = new LinkedHashMap<>();
      results.forEach((rate, pages) -> named.put(rate + " creations a second", pages.named()));
      options.show("list", SpeedCommand.DOCUMENT, table(results), named);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
    return 0;
  }

  private Contender backend(DynamoDbLocal table) {
    return Contender.backend(options.root(), "backend", Map.of("METRICS_NAMESPACE", "Items"))
        .withTable(table.url());
  }

  private Map<Integer, Pages> measured(Server server, Load readers, Load writers)
      throws IOException, InterruptedException, ExecutionException {
    Map<Integer, Pages> results = new LinkedHashMap<>();
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      for (int round = 1; round <= options.rounds(); round++) {
        System.err.printf("Round %d of %d%n", round, options.rounds());
        double undisturbed = 0;
        for (int rate : CREATIONS) {
          Measurement measurement = new Measurement(threads, server, writers, rate, round);
          double most =
              measurement.of(() ->
                  readers
                      .asFastAsItGoes(server.port(), Request.list(), options.each())
                      .perSecond());
          undisturbed = rate == 0 ? most : undisturbed;
          double half = undisturbed / 2;
          long seed = round;
          Load.Result result =
              measurement.of(
                  () -> readers.at(half, server.port(), Request.list(), options.each(), seed));
          results.computeIfAbsent(rate, _ -> new Pages()).add(most, result);
        }
      }
    }
    return results;
  }

  /** What is measured while items are created. */
  private final class Measurement {
    private final ExecutorService threads;
    private final Server server;
    private final Load writers;
    private final int rate;
    private final long seed;

    Measurement(ExecutorService threads, Server server, Load writers, int rate, long seed) {
      this.threads = threads;
      this.server = server;
      this.writers = writers;
      this.rate = rate;
      this.seed = seed;
    }

    <T> T of(Callable<T> reading) throws InterruptedException, ExecutionException {
      Duration time = options.each();
      Future<?> writing =
          threads.submit(
              () -> rate == 0 ? null : writers.at(rate, server.port(), Request.post(), time, seed));
      try {
        return reading.call();
      } catch (InterruptedException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new ExecutionException(e);
      } finally {
        writing.get();
      }
    }
  }

  /** Of one rate of creations. */
  private static final class Pages {
    private final Samples perSecond = new Samples();
    private final Samples median = new Samples();
    private final Samples p99 = new Samples();

    void add(double most, Load.Result atHalf) {
      perSecond.add(most);
      median.add(atHalf.micros().getValueAtPercentile(50) / 1000.0);
      p99.add(atHalf.micros().getValueAtPercentile(99) / 1000.0);
    }

    /** By what JSON calls them. */
    Map<String, Samples> named() {
      Map<String, Samples> named = new LinkedHashMap<>();
      named.put("pagesPerSecond", perSecond);
      named.put("medianMillis", median);
      named.put("p99Millis", p99);
      return named;
    }
  }

  private static String table(Map<Integer, Pages> results) {
    StringBuilder text =
        new StringBuilder(
            """
            | creations a second | pages of 25 items a second, one processor | p50 at half of what is possible without creations, ms | p99, ms |
            |---|---|---|---|
            """);
    results.forEach((rate, pages) ->
        text.append(
            "| %d | %s | %s | %s |%n"
                .formatted(
                    rate, pages.perSecond.text(0), pages.median.text(1), pages.p99.text(1))));
    return text.toString();
  }
}
