package org.acme.items.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.acme.items.bench.Load.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The backend beside what a team would write with another stack. */
@Command(name = "speed", description = "What a request costs the backend and contenders.")
final class SpeedCommand implements Callable<Integer> {
  static final String DOCUMENT = "docs/performance.md";

  @Mixin private Options options = new Options();

  @Mixin private Names names = new Names();

  @Option(
      names = "--dynamodb-local",
      description =
          "The table is DynamoDB Local, not a stand-in that answers at once; without the limits.")
  private boolean dynamoDbLocal;

  @Override
  public Integer call() throws Exception {
    String name = dynamoDbLocal ? "speed dynamodb-local" : "speed";
    options.check(name, DOCUMENT);
    if (!dynamoDbLocal) {
      List<Contender> contenders = Contenders.named(options.root(), names.given());
      Map<Contender, Speed> speeds = measured(contenders, name);
      show(name, table(speeds) + compared(speeds) + charts(speeds), speeds);
      return 0;
    }
    try (DynamoDbLocal table = DynamoDbLocal.start(options.root(), options.folder(name))) {
      Map<Contender, Speed> speeds =
          measured(
              Contenders.namedWithoutLimits(options.root(), names.given()).stream()
                  .map(contender -> contender.withTable(table.url()))
                  .toList(),
              name);
      show(name, table(speeds) + compared(speeds), speeds);
    }
    return 0;
  }

  private void show(String name, String text, Map<Contender, Speed> speeds) throws IOException {
    Map<Contender, Map<String, Samples>> results = new LinkedHashMap<>();
    speeds.forEach((contender, speed) -> results.put(contender, speed.named()));
    options.show(name, DOCUMENT, text, results);
  }

  private Map<Contender, Speed> measured(List<Contender> contenders, String folder)
      throws IOException, InterruptedException {
    Map<Contender, Speed> speeds = new LinkedHashMap<>();
    try (Session session = Session.warm(contenders, options.folder(folder))) {
      for (int round = 1; round <= options.rounds(); round++) {
        for (Contender contender : contenders) {
          System.err.printf("Round %d of %d, %s%n", round, options.rounds(), contender.name());
          Speed speed = speeds.computeIfAbsent(contender, _ -> new Speed());
          measure(session, contender, speed, round);
        }
      }
    }
    return speeds;
  }

  private void measure(Session session, Contender contender, Speed speed, int round)
      throws InterruptedException {
    Session.Window get = session.measure(contender, Request.get(), options.each());
    speed.get.add(get.cpuMicros());
    speed.getPerSecond.add(get.perSecond());
    speed.put.add(session.measure(contender, Request.put(), options.each()).cpuMicros());
    var half =
        session
            .measureAt(get.perSecond() / 2, contender, Request.get(), options.each(), round)
            .micros();
    speed.median.add(half.getValueAtPercentile(50) / 1000.0);
    speed.p99.add(half.getValueAtPercentile(99) / 1000.0);
    speed.memory.add((double) session.residentMebibytes(contender));
    System.err.printf(
        "  GET %.0f µs, %.0f/s, %d MiB%n",
        get.cpuMicros(), get.perSecond(), session.residentMebibytes(contender));
  }

  /** What was measured of one contender. */
  private static final class Speed {
    private final Samples get = new Samples();
    private final Samples put = new Samples();
    private final Samples getPerSecond = new Samples();
    private final Samples median = new Samples();
    private final Samples p99 = new Samples();
    private final Samples memory = new Samples();

    /** By what JSON calls them. */
    Map<String, Samples> named() {
      Map<String, Samples> named = new LinkedHashMap<>();
      named.put("getCpuMicros", get);
      named.put("putCpuMicros", put);
      named.put("getPerSecond", getPerSecond);
      named.put("medianMillisAtHalf", median);
      named.put("p99MillisAtHalf", p99);
      named.put("residentMebibytes", memory);
      return named;
    }
  }

  /** The first beside the others, round by round: both had the machine as it was then. */
  private static String compared(Map<Contender, Speed> speeds) {
    Contender first = speeds.keySet().iterator().next();
    Speed ours = speeds.values().iterator().next();
    StringBuilder text =
        new StringBuilder(
            """

            | %s compared with | GET: CPU | PUT: CPU | GET/s |
            |---|---|---|---|
            """
                .formatted(first.name()));
    speeds.forEach((contender, speed) -> {
      if (!contender.equals(first)) {
        text.append(
            "| %s | %s | %s | %s |%n"
                .formatted(
                    contender.name(),
                    ours.get.dividedBy(speed.get).text(2),
                    ours.put.dividedBy(speed.put).text(2),
                    ours.getPerSecond.dividedBy(speed.getPerSecond).text(2)));
      }
    });
    return text.toString();
  }

  private static String charts(Map<Contender, Speed> speeds) {
    Map<String, Samples> get = new LinkedHashMap<>();
    Map<String, Samples> memory = new LinkedHashMap<>();
    speeds.forEach((contender, speed) -> {
      get.put(contender.name(), speed.get);
      memory.put(contender.name(), speed.memory);
    });
    return Chart.bars("GET of an item, µs of processor time", get, 0)
        + Chart.bars("Resident memory after that load, MiB", memory, 0);
  }

  private static String table(Map<Contender, Speed> speeds) {
    StringBuilder text =
        new StringBuilder(
            """
            | | GET: µs of CPU | PUT: µs of CPU | GET/s, one processor | p50 at half of that, ms | p99, ms | MiB resident |
            |---|---|---|---|---|---|---|
            """);
    speeds.forEach((contender, speed) ->
        text.append(
            "| %s | %s | %s | %s | %s | %s | %.0f |%n"
                .formatted(
                    contender.name(),
                    speed.get.text(0),
                    speed.put.text(0),
                    speed.getPerSecond.text(0),
                    speed.median.text(1),
                    speed.p99.text(1),
                    speed.memory.median())));
    return text.toString();
  }
}
