package org.acme.items.dev.lab;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acme.items.dev.DevException;
import org.acme.items.dev.Workspace;

/** Lab 7: the layer that a person names is the one in which the list's time was spent. */
record FindTheSlowLayer(Workspace workspace) implements Check {
  private static final int ENOUGH = 20;
  private static final double SLOW_MILLIS = 100;

  @Override
  public void look(Given given, Findings findings) {
    Optional<Layer> answer = Optional.ofNullable(given.answer()).map(FindTheSlowLayer::layer);
    RunningServices running = RunningServices.of(workspace);
    if (!running.expect(findings, "backend", "frontend")) {
      return;
    }
    findings.lookAt("/q/metrics of both services: the list of items, since they were started");
    try (Web web = new Web()) {
      Optional<String> frontend = web.get(running.port("frontend"), "/q/metrics");
      Optional<String> backend = web.get(running.port("backend"), "/q/metrics");
      if (findings.expect(
          frontend.isPresent() && backend.isPresent(),
          "both tell their metrics",
          "look at ./dev status: services that are ready tell them")) {
        judge(
            ListTimes.of(Samples.parse(frontend.get()), Samples.parse(backend.get())),
            answer,
            findings);
      }
    }
  }

  /** What the numbers say about an answer. */
  static void judge(ListTimes times, Optional<Layer> answer, Findings findings) {
    boolean measured =
        findings.expect(
            times.pages() >= ENOUGH,
            "%.0f pages were made".formatted(times.pages()),
            "ask for the page %d times, as in step 4".formatted(ENOUGH));
    measured &=
        findings.expect(
            times.page() >= SLOW_MILLIS,
            "a page is slow: it takes %.0f ms on average".formatted(times.page()),
            "have a layer stand still while you ask for pages, as in steps 3 and 4");
    if (!measured) {
      return;
    }
    for (Layer layer : Layer.values()) {
      findings.lookAt("%-8s %.0f ms of each page".formatted(layer.word(), times.in(layer)));
    }
    if (findings.expect(
        answer.isPresent(),
        "you said which layer is slow",
        "find out as in step 5, and say it: ./dev lab check 7 --answer LAYER, one of " + words())) {
      findings.expect(
          answer.get() == times.slowest(),
          "most of the time is spent in: " + answer.get().word(),
          "subtract what a layer waits for from what it takes, as in step 5");
    }
  }

  private static Layer layer(String word) {
    return Stream.of(Layer.values())
        .filter(layer -> layer.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            DevException.usage("--answer must be one of %s, got \"%s\"".formatted(words(), word)));
  }

  private static String words() {
    return Stream.of(Layer.values()).map(Layer::word).collect(Collectors.joining(", "));
  }

  /** Where a page can spend its time, from the visitor to the data. */
  enum Layer {
    PAGE,
    HOP,
    BACKEND,
    TABLE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
