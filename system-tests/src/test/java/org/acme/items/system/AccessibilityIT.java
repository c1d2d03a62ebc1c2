package org.acme.items.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.acme.items.system.ItemsSite.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.acme.items.dev.LocalSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WCAG 2.2 AA, as far as a machine can tell: axe on every kind of page, and the keyboard. */
class AccessibilityIT {
  @RegisterExtension private static final Chromium CHROMIUM = new Chromium();

  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  private static final String AXE = axe();

  /** Impact, rule, and places of each. */
  private static final String VIOLATIONS =
      """
      async (tags) => {
        const results = await axe.run({ runOnly: tags });
        return results.violations.map((rule) =>
          [rule.impact, rule.id, ...rule.nodes.map((node) => node.html)]);
      }
      """;

  enum Look {
    LIGHT(1280, ColorScheme.LIGHT),
    DARK(1280, ColorScheme.DARK),
    LIGHT_PHONE(390, ColorScheme.LIGHT),
    DARK_PHONE(390, ColorScheme.DARK);

    private final int width;
    private final ColorScheme scheme;

    Look(int width, ColorScheme scheme) {
      this.width = width;
      this.scheme = scheme;
    }

    Page open() {
      return CHROMIUM.open(
          new NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));
    }
  }

  @ParameterizedTest
  @EnumSource
  void listIsAccessible(Look look) {
    ItemsSite site = site(look.open());
    String name = "Accessible " + UUID.randomUUID();
    site.createInTheApi(
        Map.of(
            "name",
            name,
            "description",
            "With a description",
            "price",
            Map.of("amount", "1.00", "currency", "EUR"),
            "quantity",
            1,
            "tags",
            List.of("one", "two")));

    site.open("/");

    assertThat(site.link(name)).isVisible();
    assertThat(serious(site.page())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void listWithANoticeIsAccessible(Look look) {
    Page page = site(look.open()).open("/?deleted=some-id").page();

    assertThat(page.getByText("The item was deleted.")).isVisible();
    assertThat(serious(page)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void formWithMistakesIsAccessible(Look look) {
    ItemsSite site = site(look.open()).open("/items/new");
    assertThat(serious(site.page())).isEmpty();

    site.fill("Name", "1.234", "euros", "1");
    site.button("Create item").click();

    assertThat(site.page().getByText("Please correct this")).isVisible();
    assertThat(serious(site.page())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void conflictIsAccessible(Look look) {
    ItemsSite site = site(look.open());
    String name = "Accessible " + UUID.randomUUID();
    String id = site.createInTheApi(item(name, "1.00", "EUR", 1));
    site.open("/items/" + id);
    site.page().getByText("Delete this item").click();
    assertThat(serious(site.page())).isEmpty();

    site.replaceInTheApi(id, item(name, "2.00", "EUR", 1));
    site.field("Price").fill("3.00");
    site.button("Save").click();

    assertThat(site.page().getByText("differs")).isVisible();
    assertThat(serious(site.page())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void systemPageIsAccessible(Look look) {
    ItemsSite site = site(look.open()).open("/system?live=false");

    assertThat(site.heading()).hasText("System");
    assertThat(serious(site.page())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void errorPageIsAccessible(Look look) {
    ItemsSite site = site(look.open()).open("/nothing/here");

    assertThat(site.heading()).hasText("Nothing is here");
    assertThat(serious(site.page())).isEmpty();
  }

  @Test
  @Timeout(120)
  @DisabledIfSystemProperty(
      named = "target",
      matches = ".+",
      disabledReason = "looks at a system of its own, in which nothing is yet")
  void emptyListIsAccessible(@TempDir Path state) {
    try (LocalSystem empty = SystemUnderTest.create(state)) {
      empty.start();
      for (Look look : Look.values()) {
        Page page = look.open();

        page.navigate(empty.url("frontend"));
        // What has only just started may be too slow for its first visitor.
        while (page.getByText("does not answer").isVisible()) {
          page.reload();
        }

        assertThat(page.getByText("Nothing here yet")).isVisible();
        assertThat(serious(page)).isEmpty();
      }
    }
  }

  /** 320 pixels are 1280 at a zoom of 400 %. */
  @ParameterizedTest
  @ValueSource(strings = {"/", "/items/new", "/system", "/nothing/here", "/?deleted=some-id"})
  void nothingIsWiderThanTheSmallestScreen(String path) {
    Page page = CHROMIUM.open(new NewContextOptions().setViewportSize(320, 640));
    ItemsSite site = site(page);
    site.createInTheApi(item("w".repeat(200), "123456789.00", "EUR", 1_000_000_000));

    site.open(path);

    assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
  }

  @Test
  void keyboardAloneIsEnough() {
    ItemsSite site = site(CHROMIUM.open()).open("/");
    String name = "Keyboard " + UUID.randomUUID();

    site.page().keyboard().press("Tab");
    assertThat(site.link("Skip to content")).isInViewport();
    site.link("New item").focus();
    press(site.page(), "Enter");
    assertThat(site.page().locator("main")).isFocused();
    press(site.page(), "Tab");
    site.page().keyboard().type(name);
    press(site.page(), "Tab", "Tab");
    site.page().keyboard().type("1");
    press(site.page(), "Tab", "Tab");
    site.page().keyboard().type("1");
    press(site.page(), "Enter");

    assertThat(site.link(name)).isVisible();
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void focusIsSeenOnEverythingThatTakesIt(Look look) {
    Page page = site(look.open()).open("/items/new").page();
    int stops = page.locator("a, button, input:not([type=hidden]), textarea, summary").count();

    List<Object> outlines =
        Stream.generate(
                () -> {
                  page.keyboard().press("Tab");
                  return page.evaluate(
                      "() => { const style = getComputedStyle(document.activeElement);"
                          + " return style.outlineStyle === 'solid' && style.outlineWidth; }");
                })
            .limit(stops)
            .toList();

    assertThat(outlines).hasSizeGreaterThan(9).containsOnly("3px");
  }

  private ItemsSite site(Page page) {
    return new ItemsSite(SystemUnderTest.get(), page);
  }

  private static void press(Page page, String... keys) {
    for (String key : keys) {
      page.keyboard().press(key);
    }
  }

  /** What keeps people out, as rules and places; what is only a nuisance is printed. */
  private static List<String> serious(Page page) {
    page.evaluate(AXE);
    @SuppressWarnings("unchecked") // as the script makes it
    var found = (List<List<String>>) page.evaluate(VIOLATIONS, RULES);
    found.forEach(violation -> System.out.println(page.url() + ": " + violation));
    return found.stream()
        .filter(violation -> List.of("serious", "critical").contains(violation.getFirst()))
        .map(violation -> String.join(" ", violation))
        .toList();
  }

  private static String axe() {
    try (InputStream script = AccessibilityIT.class.getResourceAsStream("/axe.min.js")) {
      return new String(requireNonNull(script, "axe.min.js").readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
