package org.acme.items.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
import org.acme.items.loadtest.statistics.Verdict;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One real run of three routes: a, the same again (b), and one with a hop of 2 ms (c). */
class ComparingIT {
  private static final int RATE = 60;
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Measurement measured;

  @BeforeAll
  static void run() {
    try (TestTarget target = new TestTarget();
        TestTarget hop = new TestTarget()) {
      hop.delay(Duration.ofMillis(2));
      measured =
          new LoadTest(
                  new JettyLoadEngine(),
                  Names.SYSTEM,
                  TestScenarios.steady(RATE, 42, 10, target.url(), target.url(), hop.url()),
                  new LoadTest.Options("test", 20261121, Share.ALL, false, _ -> {}, _ -> {}))
              .run();
    }
  }

  @Test
  void routeIsNotSlowerThanItself() {
    assertThat(p50("a", "b").verdict()).isIn(Verdict.EQUIVALENT, Verdict.INCONCLUSIVE);
  }

  @Test
  void hopOfTwoMillisecondsIsFound() {
    LoadReport.Difference difference = p50("a", "c");

    assertThat(difference.verdict()).isEqualTo(Verdict.SLOWER);
    // What waiting itself costs on a busy machine, with both ends in this very process.
    assertThat(difference.difference().low()).as(difference.words()).isLessThanOrEqualTo(2.2);
    assertThat(difference.difference().high()).as(difference.words()).isGreaterThanOrEqualTo(1.8);
    assertThat(difference.difference().halfWidth()).isLessThan(1);
  }

  private static LoadReport.Difference p50(String baseline, String candidate) {
    Comparison anything = new Comparison(1, 5);
    return new Comparing(baseline, candidate, anything, 42)
        .compare(measured, new Seconds(measured))
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
        assertThat(page.locator("#routes tbody tr").count()).isEqualTo(3);
        page.screenshot(
            new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(folder.resolve(scheme + ".png")));
      }
    }
    assertThat(complaints).isEmpty();
  }
}
