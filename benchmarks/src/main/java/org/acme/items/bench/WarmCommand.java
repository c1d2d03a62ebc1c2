package org.acme.items.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.acme.items.bench.Load.Request;
import org.acme.items.bench.Session.Window;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What follows the start: how much a new process answers while it gets warm. */
@Command(
    name = "warm",
    description = "What the backend and contenders answer in their first minutes at one processor.")
final class WarmCommand implements Callable<Integer> {
  /** Of each contender in a round; with turns of 5 s two minutes. */
  private static final int TURNS = 24;

  /** Turns after which answers are counted. */
  private static final List<Integer> MARKS = List.of(TURNS / 4, TURNS / 2, TURNS);

  private static final String LAST = "lastQuarterCpuMicros";

  @Mixin private Options options = new Options();

  @Mixin private Names names = new Names();

  @Override
  public Integer call() throws Exception {
    options.check("warm", SpeedCommand.DOCUMENT);
    List<Contender> contenders = Contenders.namedWithoutLimits(options.root(), names.given());
    Map<Contender, Map<String, Samples>> results = new LinkedHashMap<>();
    for (int round = 1; round <= options.rounds(); round++) {
      measured(contenders, round)
          .forEach((contender, windows) ->
              add(results.computeIfAbsent(contender, _ -> new LinkedHashMap<>()), windows));
    }
    options.show("warm", SpeedCommand.DOCUMENT, table(results) + chart(results), results);
    return 0;
  }

  /** New processes, turn by turn: what else the machine does meets all of them. */
  private Map<Contender, List<Window>> measured(List<Contender> contenders, int round)
      throws Exception {
    Map<Contender, List<Window>> windows = new LinkedHashMap<>();
    try (Session session = Session.cold(contenders, options.folder("warm"))) {
      for (int turn = 1; turn <= TURNS; turn++) {
        for (Contender contender : contenders) {
          Window window = session.turn(contender, Request.get(), options.each());
          windows.computeIfAbsent(contender, _ -> new ArrayList<>()).add(window);
          System.err.printf(
              "Round %d of %d, turn %d of %d, %s: %.0f µs%n",
              round, options.rounds(), turn, TURNS, contender.name(), window.cpuMicros());
        }
      }
    }
    return windows;
  }

  private void add(Map<String, Samples> samples, List<Window> windows) {
    for (int mark : MARKS) {
      samples
          .computeIfAbsent(answered(mark), _ -> new Samples())
          .add((double) requests(windows.subList(0, mark)));
    }
    List<Window> last = windows.subList(TURNS - MARKS.getFirst(), TURNS);
    Duration cpu = last.stream().map(Window::cpu).reduce(Duration.ZERO, Duration::plus);
    samples.computeIfAbsent(LAST, _ -> new Samples()).add(cpu.toNanos() / 1000.0 / requests(last));
  }

  private static long requests(List<Window> windows) {
    return windows.stream().mapToLong(Window::requests).sum();
  }

  private String answered(int mark) {
    return "answeredIn%dSeconds".formatted(seconds(mark));
  }

  private long seconds(int turns) {
    return options.each().multipliedBy(turns).toSeconds();
  }

  private String chart(Map<Contender, Map<String, Samples>> results) {
    Map<String, Samples> all = new LinkedHashMap<>();
    results.forEach((contender, samples) -> all.put(contender.name(), of(samples, TURNS)));
    return Chart.bars("Answers in the first %d s".formatted(seconds(TURNS)), all, 0);
  }

  private String table(Map<Contender, Map<String, Samples>> results) {
    StringBuilder text = new StringBuilder("| |");
    MARKS.forEach(mark -> text.append(" answers in %d s |".formatted(seconds(mark))));
    text.append(
        " µs of CPU for each, last %d s |%n|---|---|---|---|---|%n"
            .formatted(seconds(MARKS.getFirst())));
    results.forEach((contender, samples) -> {
      text.append("| %s |".formatted(contender.name()));
      MARKS.forEach(mark -> text.append(" %s |".formatted(of(samples, mark).text(0))));
      text.append(" %s |%n".formatted(samples.getOrDefault(LAST, new Samples()).text(0)));
    });
    return text.toString();
  }

  private Samples of(Map<String, Samples> samples, int mark) {
    return samples.getOrDefault(answered(mark), new Samples());
  }
}
