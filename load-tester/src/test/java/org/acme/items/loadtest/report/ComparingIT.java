package org.acme.items.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.acme.items.loadtest.TestScenarios;
import org.acme.items.loadtest.TestTarget;
import org.acme.items.loadtest.engine.jetty.JettyLoadEngine;
import org.acme.items.loadtest.measurement.LoadTest;
import org.acme.items.loadtest.measurement.Measurement;
import org.acme.items.loadtest.measurement.Names;
import org.acme.items.loadtest.measurement.Share;
import org.acme.items.loadtest.scenario.Comparison;
import org.acme.items.loadtest.scenario.Route;
import org.acme.items.loadtest.scenario.Scenario;
import org.acme.items.loadtest.statistics.Verdict;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Real runs: routes that are the same twenty times over, and a hop of 2 ms. */
@Isolated("what it measures is how long things take")
class ComparingIT {
  private static final int HOPS = 5;
  private static final int PAIRS = 20;
  private static final int SECONDS = 42;
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Measurement measured;

  /** As the targets have seen it. */
  private static double hopMillis;

  @BeforeAll
  static void measure() {
    try (TestTarget target = new TestTarget();
        TestTarget hop = new TestTarget()) {
      // Both wait, and in the same way: what waiting costs on a busy machine is no part of the hop.
      target.delay(Duration.ofMillis(2));
      hop.delay(Duration.ofMillis(4));
      // Routes have connections and arrivals of their own: twenty pairs are twenty runs at once.
      URI[] urls = new URI[2 * (HOPS + PAIRS)];
      Arrays.fill(urls, target.url());
      for (int pair = 0; pair < HOPS; pair++) {
        urls[2 * pair + 1] = hop.url();
      }
      measured = run(TestScenarios.steady(20, SECONDS, 2, urls));
      hopMillis = hop.medianWaitMillis() - target.medianWaitMillis();
    }
  }

  @Test
  void routeIsNotSlowerThanItselfInNineteenOfTwentyRuns() {
    Seconds seconds = new Seconds(measured);
    List<String> different = new ArrayList<>();
    for (int pair = HOPS; pair < HOPS + PAIRS; pair++) {
      LoadReport.Difference p50 = p50(seconds, pair);
      assertThat(p50.blocks()).isGreaterThanOrEqualTo(Verdict.LEAST_BLOCKS);
      if (p50.verdict() == Verdict.SLOWER || p50.verdict() == Verdict.FASTER) {
        different.add(p50.words());
      }
    }

    assertThat(different).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void intervalsOfAHopOfTwoMillisecondsContainIt() {
    Seconds seconds = new Seconds(measured);
    assertThat(hopMillis).isCloseTo(2, within(0.2));
    List<LoadReport.Difference> hops =
        IntStream.range(0, HOPS).mapToObj(pair -> p50(seconds, pair)).toList();

    assertThat(hops)
        .allSatisfy(p50 -> {
          assertThat(p50.verdict()).isEqualTo(Verdict.SLOWER);
          assertThat(p50.difference().halfWidth()).as(p50.words()).isLessThan(0.5);
          assertThat(p50.difference().estimate()).as(p50.words()).isCloseTo(hopMillis, within(0.2));
        });
    // 19 of 20 do; one in a thousand times fewer than three of five.
    assertThat(hops)
        .as("%.3f in %s", hopMillis, hops)
        .filteredOn(p50 -> p50.difference().contains(hopMillis))
        .hasSizeGreaterThanOrEqualTo(3);
  }

  private static Measurement run(Scenario scenario) {
    return new LoadTest(
            new JettyLoadEngine(),
            Names.SYSTEM,
            scenario,
            new LoadTest.Options("test", 20261121, Share.ALL, false, _ -> {}, _ -> {}))
        .run();
  }

  private static LoadReport.Difference p50(Seconds seconds, int pair) {
    List<Route> routes = measured.scenario().routes().subList(2 * pair, 2 * pair + 2);
    return new Comparing(routes.get(0).name(), routes.get(1).name(), Comparison.DEFAULT, 42)
        .compare(measured, seconds)
        .differences()
        .getFirst();
  }

  @Test
  void pageIsDrawnInARealBrowserInLightAndDark() throws IOException {
    Assumptions.assumeTrue(Files.isExecutable(CHROMIUM), "needs " + CHROMIUM);
    Path folder = Path.of("target/report");
    ReportFiles.write(Analysis.of(measured), folder);
    List<String> complaints = new ArrayList<>();
    try (Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox")))) {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        Page page =
            browser.newPage(
                new Browser.NewPageOptions().setColorScheme(scheme).setViewportSize(1240, 900));
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.onPageError(complaints::add);
        page.onRequest(request -> {
          if (!request.url().startsWith("file:")) {
            complaints.add(request.url());
          }
        });

        page.navigate(folder.resolve("report.html").toUri().toString());

        assertThat(page.locator("#charts canvas").count()).isEqualTo(6);
        assertThat(page.locator("#verdict").innerText()).contains("b compared with a");
        assertThat(page.locator("#routes tbody tr").count()).isEqualTo(2 * (HOPS + PAIRS));
        page.screenshot(
            new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(folder.resolve(scheme + ".png")));
      }
    }
    assertThat(complaints).isEmpty();
  }
}
