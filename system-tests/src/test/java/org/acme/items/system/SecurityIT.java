package org.acme.items.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real browser does not let strangers do with the page. */
class SecurityIT {
  @RegisterExtension private static final Chromium CHROMIUM = new Chromium();

  private final SystemUnderTest system = SystemUnderTest.get();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const script = document.createElement('script'); script.textContent = 'window.ran = true';"
            + " document.body.append(script);",
        "const button = document.createElement('button');"
            + " button.setAttribute('onclick', 'window.ran = true');"
            + " document.body.append(button); button.click();",
        "const script = document.createElement('script');"
            + " script.src = 'http://elsewhere.example/script.js'; document.body.append(script);",
        "const form = document.createElement('form'); form.action = 'http://elsewhere.example/';"
            + " document.body.append(form); form.submit();",
        "fetch('http://elsewhere.example/').catch(() => {});",
      })
  void whatAnAttackerGetsIntoThePageDoesNotRun(String attack) {
    Page page = CHROMIUM.open();
    page.navigate(system.page());

    Object blocked =
        page.evaluate(
            "() => new Promise(resolve => {"
                + " addEventListener('securitypolicyviolation', e => resolve(e.disposition));"
                + " setTimeout(() => resolve('nothing was blocked'), 5000);"
                + attack
                + "})");

    assertThat(blocked).isEqualTo("enforce");
    assertThat(page.evaluate("() => window.ran === undefined")).isEqualTo(true);
    assertThat(page.evaluate("() => location.href")).isEqualTo(system.page() + "/");
  }

  @Test
  void formOfAnotherSiteIsRefused() throws IOException {
    String name = "Elsewhere " + UUID.randomUUID();
    Page page = CHROMIUM.open();
    elsewhereIs(
        page,
        "<form method=post action='%s/items'><input name=name value='%s'><button>Win</button></form>"
            .formatted(system.page(), name));

    page.getByText("Win").click();

    assertThat(page.getByText("This form came from another site")).isVisible();
    page.navigate(system.page());
    assertThat(page.getByText(name)).hasCount(0);
  }

  @Test
  void anotherSiteCannotShowThePageInAFrame() throws IOException {
    Page page = CHROMIUM.open();

    elsewhereIs(page, "<iframe src='%s'></iframe>".formatted(system.page()));

    assertThat(page.frames()).hasSize(2);
    assertThat(page.frames().getLast().url()).doesNotStartWith(system.page());
  }

  @Test
  void hostileNameIsShownAsText() {
    String name = "<img src=x onerror=alert(1)> \u202E {view} " + UUID.randomUUID();
    ItemsSite site = new ItemsSite(system, CHROMIUM.open());

    site.create(name);

    assertThat(site.page().locator("main img")).hasCount(0);
    assertThat(CHROMIUM.complaints()).isEmpty();
  }

  @ParameterizedTest(name = "JavaScript: {0}")
  @ValueSource(booleans = {true, false})
  void nameOfTenKilobytesIsRefusedAndKept(boolean javaScript) {
    String name = "n".repeat(10_000);
    ItemsSite site = new ItemsSite(system, CHROMIUM.open(javaScript)).open("/items/new");

    site.fill(name, "1", "EUR", "1");
    site.button("Create item").click();

    assertThat(site.field("Name")).hasAttribute("aria-invalid", "true");
    assertThat(site.field("Name")).hasValue(name);
  }

  @ParameterizedTest(name = "JavaScript: {0}")
  @ValueSource(booleans = {true, false})
  void formThatIsFarTooLongGetsAPage(boolean javaScript) {
    ItemsSite site = new ItemsSite(system, CHROMIUM.open(javaScript)).open("/items/new");

    site.fill("Long", "1", "EUR", "1");
    site.field("Description").fill("d".repeat(500_000));
    site.button("Create item").click();

    assertThat(site.heading()).hasText("That is too much text");
    site.link("To the list of items").click();
    assertThat(site.heading()).hasText("All items");
  }

  /** Another origin, for real: browsers tell pages that a test makes up from those of a server. */
  private static void elsewhereIs(Page page, String html) throws IOException {
    HttpServer elsewhere =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    elsewhere.createContext(
        "/",
        exchange -> {
          byte[] body = html.getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    elsewhere.start();
    try {
      page.navigate("http://127.0.0.1:" + elsewhere.getAddress().getPort());
    } finally {
      elsewhere.stop(0);
    }
  }
}
