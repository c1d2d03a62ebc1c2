package org.acme.items.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.acme.items.bench.Load.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The backend, observed in several ways. */
@Command(
    name = "telemetry",
    description = "What metrics and traces cost the backend; the table of docs/observability.md.")
final class TelemetryCommand implements Callable<Integer> {
  private static final String DOCUMENT = "docs/observability.md";

  @Mixin private Options options = new Options();

  @Override
  public Integer call() throws Exception {
    options.check("telemetry", DOCUMENT);
    Path root = options.root();
    List<Contender> contenders = new ArrayList<>();
    variants()
        .forEach((name, variables) -> contenders.add(Contender.backend(root, name, variables)));
    Map<Contender, Samples> micros = new LinkedHashMap<>();
    try (Session session = Session.warm(contenders, options.folder("telemetry"))) {
      for (int round = 1; round <= options.rounds(); round++) {
        System.err.printf("Round %d of %d%n", round, options.rounds());
        for (Contender contender : round % 2 == 0 ? contenders.reversed() : contenders) {
          double cost = session.measure(contender, Request.get(), options.each()).cpuMicros();
          micros.computeIfAbsent(contender, _ -> new Samples()).add(cost);
        }
      }
      if (session.traces() == 0) {
        throw new BenchException("no spans were sent: the comparison means nothing");
      }
    }
    Map<Contender, Map<String, Samples>> results = new LinkedHashMap<>();
    micros.forEach((contender, samples) -> results.put(contender, Map.of("cpuMicros", samples)));
    options.show("telemetry", DOCUMENT, table(micros), results);
    return 0;
  }

  /** In the order in which they are shown; the first is what the others are compared with. */
  private static Map<String, Map<String, String>> variants() {
    Map<String, Map<String, String>> variants = new LinkedHashMap<>();
    variants.put("off", Map.of());
    variants.put(
        "metrics lines (as deployed, without `tracePercent`)",
        Map.of("METRICS_NAMESPACE", "Items"));
    variants.put(
        "metrics lines, 5 % of requests traced",
        Map.of("METRICS_NAMESPACE", "Items", "OTEL_TRACES_SAMPLER_ARG", "0.05"));
    variants.put(
        "metrics lines, all requests traced",
        Map.of("METRICS_NAMESPACE", "Items", "OTEL_TRACES_SAMPLER_ARG", "1"));
    return variants;
  }

  /** Each is compared with the first in the same round: both had the machine as it was then. */
  private static String table(Map<Contender, Samples> micros) {
    Samples off = micros.values().iterator().next();
    StringBuilder text =
        new StringBuilder(
            """
            | Telemetry | µs of CPU for each GET | compared with off, median of rounds | middle half of rounds |
            |---|---|---|---|
            """);
    micros.forEach((contender, samples) ->
        text.append(
            "| %s | %.0f | %s |%n"
                .formatted(contender.name(), samples.median(), compared(samples.dividedBy(off)))));
    return text.toString();
  }

  private static String compared(Samples ratios) {
    return ratios.values().stream().allMatch(ratio -> ratio == 1)
        ? " | "
        : "%+.1f %% | %+.1f to %+.1f %%"
            .formatted(
                100 * (ratios.median() - 1),
                100 * (ratios.quantile(0.25) - 1),
                100 * (ratios.quantile(0.75) - 1));
  }
}
