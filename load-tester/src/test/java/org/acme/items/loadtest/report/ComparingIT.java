package org.acme.items.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

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
  private static final int PAIRS = 20;
  private static final int SECONDS = 42;
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Measurement hopMeasured;

  @BeforeAll
  static void measureHop() {
    try (TestTarget target = new TestTarget();
        TestTarget hop = new TestTarget()) {
      // Both wait, and in the same way: what waiting costs on a busy machine is no part of the hop.
      target.delay(Duration.ofMillis(2));
      hop.delay(Duration.ofMillis(4));
      hopMeasured = run(TestScenarios.steady(20, SECONDS, 10, target.url(), hop.url()));
    }
  }

  @Test
  void routeIsNotSlowerThanItselfInNineteenOfTwentyRuns() {
    try (TestTarget target = new TestTarget()) {
      URI[] same = new URI[2 * PAIRS];
      Arrays.fill(same, target.url());
      // Pair by pair with connections and a spacing of their own: twenty runs in the time of one.
      Measurement measured = run(TestScenarios.steady(20, SECONDS, 2, same));

      Seconds seconds = new Seconds(measured);
      List<String> slower = new ArrayList<>();
      for (int pair = 0; pair < PAIRS; pair++) {
        List<Route> routes = measured.scenario().routes().subList(2 * pair, 2 * pair + 2);
        LoadReport.Difference p50 =
            p50(measured, seconds, routes.get(0).name(), routes.get(1).name(), Comparison.DEFAULT);
        System.out.println("AA " + p50.blocks() + " " + p50.words() + " p " + p50.pValue());
        assertThat(p50.blocks()).isGreaterThanOrEqualTo(Verdict.LEAST_BLOCKS);
        if (p50.verdict() == Verdict.SLOWER || p50.verdict() == Verdict.FASTER) {
          slower.add(p50.words());
        }
      }

      assertThat(slower).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void intervalOfAHopOfTwoMillisecondsContainsTwoMilliseconds() {
    LoadReport.Difference p50 =
        p50(hopMeasured, new Seconds(hopMeasured), "a", "b", Comparison.DEFAULT);

    System.out.println("HOP " + p50.words());
    assertThat(p50.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(p50.difference().contains(2)).as(p50.words()).isTrue();
    assertThat(p50.difference().halfWidth()).as(p50.words()).isLessThan(0.5);
  }

  private static Measurement run(Scenario scenario) {
    return new LoadTest(
            new JettyLoadEngine(),
            Names.SYSTEM,
            scenario,
            new LoadTest.Options("test", 20261121, Share.ALL, false, _ -> {}, _ -> {}))
        .run();
  }

  private static LoadReport.Difference p50(
      Measurement measured, Seconds seconds, String baseline, String candidate, Comparison rule) {
    return new Comparing(baseline, candidate, rule, 42)
        .compare(measured, seconds)
        .differences()
        .getFirst();
  }

  @Test
  void pageIsDrawnInARealBrowserInLightAndDark() throws IOException {
    Assumptions.assumeTrue(Files.isExecutable(CHROMIUM), "needs " + CHROMIUM);
    Path folder = Path.of("target/report");
    ReportFiles.write(Analysis.of(hopMeasured), folder);
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
        assertThat(page.locator("#routes tbody tr").count()).isEqualTo(2);
        page.screenshot(
            new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(folder.resolve(scheme + ".png")));
      }
    }
    assertThat(complaints).isEmpty();
  }
}
