package org.acme.items.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page in a real browser. Skipped, with the reason, where there is no Chromium. */
@SuppressWarnings("NullAway.Init") // JUnit's setup methods fill the fields
class BrowserIT {
  private static Playwright playwright;
  private static Browser browser;

  private final SystemUnderTest system = SystemUnderTest.get();
  private final List<String> complaints = new ArrayList<>();
  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void openBrowser() {
    Optional<Path> chromium = chromium();
    assumeTrue(
        chromium.isPresent(),
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
                    .setExecutablePath(chromium.orElseThrow())
                    .setArgs(List.of("--disable-quic", "--disable-background-networking")));
  }

  /** On the PATH, under one of the names that distributions use. */
  private static Optional<Path> chromium() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .flatMap(folder ->
            Stream.of("chromium", "chromium-browser", "google-chrome")
                .map(Path.of(folder)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @AfterAll
  static void closeBrowser() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @BeforeEach
  void openPage() {
    context = browser.newContext();
    context.setDefaultTimeout(15_000);
    page = context.newPage();
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") || message.text().contains("Content Security Policy")) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
  }

  @AfterEach
  void closePage() {
    context.close();
  }

  @Test
  void itemIsCreatedChangedAndDeleted() {
    String name = "Browser " + UUID.randomUUID();

    page.navigate(system.page());
    page.getByRole(AriaRole.LINK, named("New item")).click();
    fill(name, "7.5", "EUR", "3");
    button("Create item").click();

    assertThat(page.getByRole(AriaRole.LINK, named(name))).isVisible();
    assertThat(row(name)).containsText("7.50 EUR");
    page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/list.png")));

    page.getByRole(AriaRole.LINK, named(name)).click();
    page.getByLabel("Quantity").fill("4");
    button("Save").click();
    assertThat(row(name)).containsText("4");

    page.getByRole(AriaRole.LINK, named(name)).click();
    page.getByText("Delete this item").click();
    button("Delete for good").click();
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("All items");
    assertThat(page.getByRole(AriaRole.LINK, named(name))).hasCount(0);
    assertThat(complaints).isEmpty();
  }

  @Test
  void mistakesAreShownBesideTheirFieldsAndNothingTypedIsLost() {
    page.navigate(system.page() + "/items/new");
    fill("Kept name", "1.234", "EUR", "5");
    button("Create item").click();

    assertThat(page.getByLabel("Price", new Page.GetByLabelOptions().setExact(false)).first())
        .hasAttribute("aria-invalid", "true");
    assertThat(page.getByText("must have at most 2 decimal places for EUR, got 1.234").first())
        .isVisible();
    assertThat(page.getByLabel("Name")).hasValue("Kept name");
  }

  @Test
  void hostileNameIsShownAsText() {
    String name = "<img src=x onerror=alert(1)>" + UUID.randomUUID();

    page.navigate(system.page() + "/items/new");
    fill(name, "1", "EUR", "1");
    button("Create item").click();

    assertThat(page.getByRole(AriaRole.LINK, named(name))).isVisible();
    assertThat(page.locator("main img")).hasCount(0);
    assertThat(complaints).isEmpty();
  }

  @Test
  void pageWorksWithoutJavaScript() {
    String name = "No script " + UUID.randomUUID();
    try (BrowserContext plain =
        browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
      page = plain.newPage();
      page.navigate(system.page() + "/items/new");
      fill(name, "1", "EUR", "1");
      button("Create item").click();

      assertThat(page.getByRole(AriaRole.LINK, named(name))).isVisible();
    }
  }

  private void fill(String name, String amount, String currency, String quantity) {
    page.getByLabel("Name").fill(name);
    page.getByLabel("Price").fill(amount);
    page.getByLabel("Currency").fill(currency);
    page.getByLabel("Quantity").fill(quantity);
  }

  private Locator row(String name) {
    return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(name));
  }

  private Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, named(name));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
