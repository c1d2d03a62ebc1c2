package org.acme.items.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.acme.items.system.ItemsSite.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do on the page, in a real browser, with and without JavaScript. */
class BrowserIT {
  private static final String BOTH_WAYS = "JavaScript: {0}";

  @RegisterExtension private static final Chromium CHROMIUM = new Chromium();

  private final SystemUnderTest system = SystemUnderTest.get();
  private final String name = "Browser " + UUID.randomUUID();

  @ParameterizedTest(name = BOTH_WAYS)
  @ValueSource(booleans = {true, false})
  void itemIsCreatedChangedAndDeleted(boolean javaScript) {
    ItemsSite site = site(CHROMIUM.open(javaScript)).open("/");

    site.link("New item").click();
    site.fill(name, "7.5", "EUR", "3");
    site.button("Create item").click();
    assertThat(site.row(name)).containsText("7.50 EUR");

    site.link(name).click();
    site.field("Quantity").fill("4711");
    site.button("Save").click();
    assertThat(site.row(name)).containsText("4711");

    site.link(name).click();
    site.deleteShownItem();
    assertThat(site.page().getByText("The item was deleted.")).isVisible();
    assertThat(site.heading()).hasText("All items");
    assertThat(site.link(name)).hasCount(0);
    assertThat(CHROMIUM.complaints()).isEmpty();
  }

  @ParameterizedTest(name = BOTH_WAYS)
  @ValueSource(booleans = {true, false})
  void deletionIsUndone(boolean javaScript) {
    ItemsSite site = site(CHROMIUM.open(javaScript));
    site.create(name);
    site.link(name).click();

    site.deleteShownItem();
    assertThat(site.link(name)).hasCount(0);
    site.button("Undo").click();

    assertThat(site.page().getByText("The item is back.")).isVisible();
    assertThat(site.link(name)).isVisible();
    assertThat(CHROMIUM.complaints()).isEmpty();
  }

  @ParameterizedTest(name = BOTH_WAYS)
  @ValueSource(booleans = {true, false})
  void mistakesAreShownBesideTheirFieldsAndNothingTypedIsLost(boolean javaScript) {
    ItemsSite site = site(CHROMIUM.open(javaScript)).open("/items/new");

    site.fill(name, "1.234", "EUR", "5");
    site.button("Create item").click();

    assertThat(site.page()).hasTitle("Error: New item · Items");
    assertThat(site.field("Price")).hasAttribute("aria-invalid", "true");
    assertThat(site.field("Price"))
        .hasAccessibleDescription(
            "Such as 12.50 must have at most 2 decimal places for EUR, got 1.234");
    assertThat(site.field("Name")).hasValue(name);
    assertThat(CHROMIUM.complaints()).isEmpty();
  }

  @ParameterizedTest(name = BOTH_WAYS)
  @ValueSource(booleans = {true, false})
  void changeOfSomeoneElseIsShownBesideOnesOwn(boolean javaScript) {
    ItemsSite site = site(CHROMIUM.open(javaScript));
    String id = site.createInTheApi(item(name, "1.00", "EUR", 1));
    site.open("/items/" + id);
    site.replaceInTheApi(id, item(name + " theirs", "1.00", "EUR", 1));

    site.field("Name").fill(name + " mine");
    site.button("Save").click();

    assertThat(site.row("Name").first()).containsText(name + " theirs");
    assertThat(site.row("Name").first()).containsText(name + " mine");
    site.button("Save").click();
    assertThat(site.link(name + " mine")).isVisible();
    assertThat(CHROMIUM.complaints()).isEmpty();
  }

  @Test
  void linksAndFormsReplaceTheContentOnly() {
    ItemsSite site = site(CHROMIUM.open()).open("/");
    site.page().evaluate("() => { window.samePage = true; }");

    site.link("New item").click();
    assertThat(site.page()).hasTitle("New item · Items");
    assertThat(site.page()).hasURL(system.page() + "/items/new");
    site.fill(name, "1", "EUR", "1");
    site.button("Create item").click();

    assertThat(site.link(name)).isVisible();
    assertThat(site.page()).hasURL(system.page() + "/");
    assertThat((Boolean) site.page().evaluate("() => window.samePage")).isTrue();
  }

  /** Its pages need its own style sheet and scripts. */
  @Test
  void pageOfAnotherVersionReplacesEverything() {
    ItemsSite site = site(CHROMIUM.open()).open("/");
    site.page().evaluate("() => { window.samePage = true; }");
    site.page()
        .route(
            "**/items/new",
            route -> {
              APIResponse answer = route.fetch();
              Map<String, String> headers = new HashMap<>(answer.headers());
              headers.put("service-version", "another");
              route.fulfill(new Route.FulfillOptions().setResponse(answer).setHeaders(headers));
            });

    site.link("New item").click();

    assertThat(site.heading()).hasText("New item");
    assertThat(site.page().evaluate("() => window.samePage === undefined")).isEqualTo(true);
  }

  @Test
  void keyboardGoesOnAtTheContentThatIsNew() {
    ItemsSite site = site(CHROMIUM.open()).open("/");

    site.link("New item").press("Enter");
    assertThat(site.page().locator("main")).isFocused();
    site.page().keyboard().press("Tab");
    assertThat(site.field("Name")).isFocused();

    site.fill(name, "1.234", "EUR", "1");
    site.field("Tags").press("Enter");
    assertThat(site.page().getByText("Please correct this").locator("..")).isFocused();
    site.page().keyboard().press("Tab");
    site.page().keyboard().press("Enter");
    assertThat(site.field("Price")).isFocused();
  }

  @Test
  void goingBackShowsWhatWasThere() {
    ItemsSite site = site(CHROMIUM.open()).open("/");
    site.link("New item").click();
    assertThat(site.heading()).hasText("New item");

    site.page().goBack();
    assertThat(site.heading()).hasText("All items");
    site.page().waitForLoadState();
    site.page().goForward();

    assertThat(site.heading()).hasText("New item");
  }

  @Test
  void browserKeepsNothingOfThePages() {
    ItemsSite site = site(CHROMIUM.open());
    site.create(name);
    site.link(name).click();
    assertThat(site.field("Name")).hasValue(name);

    Object stored = site.page().evaluate("() => JSON.stringify([localStorage, sessionStorage])");

    assertThat(stored.toString()).doesNotContain(name, "<");
    assertThat(site.page().context().cookies()).isEmpty();
  }

  @Test
  void lostNetworkIsToldAndNothingOnThePageIsLost() {
    ItemsSite site = site(CHROMIUM.open()).open("/items/new");
    site.fill(name, "1", "EUR", "1");
    Locator trouble = site.page().getByText("The site does not answer.");

    site.page().context().setOffline(true);
    site.button("Create item").click();
    assertThat(trouble).isVisible();
    assertThat(site.field("Name")).hasValue(name);

    site.page().context().setOffline(false);
    site.button("Create item").click();
    assertThat(site.link(name)).isVisible();
    assertThat(trouble).isHidden();
  }

  @Test
  void answerThatIsNoneOfOurPagesIsNotShown() {
    ItemsSite site = site(CHROMIUM.open()).open("/items/new");
    site.fill(name, "1", "EUR", "1");
    site.page()
        .route(
            "**/items",
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setStatus(502)
                        .setContentType("text/html")
                        .setBody("<html><h1>502 Bad Gateway</h1></html>")));

    site.button("Create item").click();

    assertThat(site.page().getByText("The site answered 502")).isVisible();
    assertThat(site.field("Name")).hasValue(name);
  }

  @Test
  void systemPageAsksForItselfUntilItIsPaused() {
    ItemsSite site = site(CHROMIUM.open()).open("/system");
    Locator asOf = site.page().locator("#live time").first();
    String first = asOf.innerText();

    assertThat(asOf).not().hasText(first);
    site.link("Pause").click();
    assertThat(site.link("Resume")).isVisible();

    assertThat(site.page().locator("[hx-trigger]")).hasCount(0);
    assertThat(CHROMIUM.complaints()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Object.defineProperty(document, 'hidden', { value: true, configurable: true })",
        "getSelection().selectAllChildren(document.getElementById('live'))"
      })
  void systemPageIsLeftAloneWhileNobodyLooksOrSomebodyCopies(String state) {
    Page page = CHROMIUM.open();
    page.clock().install();
    ItemsSite site = site(page).open("/system");
    List<String> polls = new ArrayList<>();
    page.onRequest(request -> polls.add(request.url()));
    String url = system.page() + "/system";

    page.evaluate("() => { " + state + " }");
    page.clock().runFor(10_000);
    assertThat(polls).doesNotContain(url);
    page.evaluate(
        "() => { Object.defineProperty(document, 'hidden', { value: false, configurable: true });"
            + " getSelection().removeAllRanges(); }");
    page.waitForRequest(url, () -> page.clock().runFor(10_000));

    assertThat(site.heading()).hasText("System");
  }

  private ItemsSite site(Page page) {
    return new ItemsSite(system, page);
  }
}
