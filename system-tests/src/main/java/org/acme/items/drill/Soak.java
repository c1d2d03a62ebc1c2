package org.acme.items.drill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.acme.items.drill.ecs.Await;
import org.acme.items.drill.ecs.Docker;
import org.acme.items.drill.ecs.EcsService;

/** A long load, and whether containers need more and more of something. */
final class Soak {
  private static final int SAMPLES = 30;

  /** What a container may run out of, and how much of it comes and goes by itself. */
  enum Quantity {
    MEMORY("MiB of memory", 24),
    HEAP("MiB of heap after garbage collection", 16),
    THREADS("threads", 8),
    DESCRIPTORS("open files", 16),
    CONNECTIONS("connections", 16);

    private final String words;
    private final double noise;

    Quantity(String words, double noise) {
      this.words = words;
      this.noise = noise;
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Map<Quantity, List<Double>>> samples = new TreeMap<>();

  /** Loads for so long; the first third warms up, then samples are taken evenly. */
  static void run(Run run, Duration time) {
    Soak soak = new Soak();
    run.startLoad();
    Await.elapse(time.dividedBy(3));
    for (int i = 0; i < SAMPLES; i++) {
      long next = System.nanoTime() + time.multipliedBy(2).dividedBy(3L * SAMPLES).toNanos();
      run.site().services().forEach(soak::sample);
      Await.elapse(Duration.ofNanos(next - System.nanoTime()));
    }
    run.endLoad();
    run.expectNoFailures();
    run.outcome(soak.judge(run));
  }

  private String judge(Run run) {
    List<String> seen = new ArrayList<>();
    samples.forEach((container, quantities) ->
        quantities.forEach((quantity, values) -> {
          Trend trend = new Trend(values);
          String text =
              "%s: %.0f %s, %+.1f"
                  .formatted(
                      container.replaceFirst("^items-drill-", ""),
                      trend.mean(),
                      quantity.words,
                      trend.growth());
          seen.add(text);
          run.expect("nothing grows; but " + text, !trend.grows(quantity.noise));
        }));
    return String.join("; ", seen);
  }

  private void sample(EcsService service) {
    for (String container : service.containers()) {
      Map<Quantity, List<Double>> quantities =
          samples.computeIfAbsent(container, _ -> new EnumMap<>(Quantity.class));
      String metrics = metrics(container, service.definition().task().port());
      add(quantities, Quantity.MEMORY, memoryMiB(container));
      add(quantities, Quantity.HEAP, sum(metrics, "jvm_gc_live_data_size_bytes") / 1048576);
      add(quantities, Quantity.THREADS, sum(metrics, "jvm_threads_live_threads"));
      add(quantities, Quantity.DESCRIPTORS, sum(metrics, "process_files_open_files"));
      add(quantities, Quantity.CONNECTIONS, connections(container));
    }
  }

  private static void add(Map<Quantity, List<Double>> quantities, Quantity what, double value) {
    quantities.computeIfAbsent(what, _ -> new ArrayList<>()).add(value);
  }

  private String metrics(String container, int port) {
    URI uri = URI.create("http://%s:%d/q/metrics".formatted(Site.address(container), port));
    try {
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new IllegalStateException("no metrics of " + container, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** Of all series of a metric. */
  static double sum(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Resident memory of the container's Java process. */
  private static double memoryMiB(String container) {
    String status = exec(container, "for s in /proc/[0-9]*/status; do grep -h VmRSS \"$s\"; done");
    return status
            .lines()
            .mapToDouble(line -> Double.parseDouble("0" + line.replaceAll("[^0-9]", "")))
            .sum()
        / 1024;
  }

  private static double connections(String container) {
    // 01 is ESTABLISHED.
    return exec(container, "cat /proc/net/tcp /proc/net/tcp6")
        .lines()
        .filter(line -> line.matches(" *[0-9]+: \\S+ \\S+ 01 .*"))
        .count();
  }

  private static String exec(String container, String command) {
    return Docker.ask(List.of("exec", container, "bash", "-c", command)).output();
  }
}
