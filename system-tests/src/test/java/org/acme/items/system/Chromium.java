package org.acme.items.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A browser for the tests of a class, with nothing left over from one test to the next. Where there
 * is no Chromium the tests are skipped, with the reason.
 */
@SuppressWarnings("NullAway.Init") // filled before the first test
public final class Chromium implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private static final double TIMEOUT_MILLIS = 15_000;

  private final List<BrowserContext> contexts = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private Playwright playwright;
  private Browser browser;

  @Override
  public void beforeAll(ExtensionContext test) {
    Optional<Path> program = program();
    assumeTrue(
        program.isPresent(),
        () -> {
          String reason = "SKIPPED: browser tests need Chromium; apt-get install chromium";
          System.out.println(reason);
          return reason;
        });
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(program.orElseThrow())
                    .setArgs(List.of("--disable-quic", "--disable-background-networking")));
  }

  /** On the PATH, under one of the names that distributions use. */
  private static Optional<Path> program() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .flatMap(folder ->
            Stream.of("chromium", "chromium-browser", "google-chrome")
                .map(Path.of(folder)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void afterEach(ExtensionContext test) {
    contexts.forEach(BrowserContext::close);
    contexts.clear();
    complaints.clear();
  }

  @Override
  public void afterAll(ExtensionContext test) {
    if (playwright != null) {
      playwright.close();
    }
  }

  /** A page as a person sees it who comes for the first time. */
  public Page open() {
    return open(new NewContextOptions());
  }

  public Page open(boolean javaScript) {
    return open(new NewContextOptions().setJavaScriptEnabled(javaScript));
  }

  public Page open(NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    contexts.add(context);
    context.setDefaultTimeout(TIMEOUT_MILLIS);
    Page page = context.newPage();
    page.onConsoleMessage(message -> {
      // A refusal that is shown as a page is in the console too.
      if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
    return page;
  }

  /** What the browser had to complain about in this test, such as of the security policy. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }
}
