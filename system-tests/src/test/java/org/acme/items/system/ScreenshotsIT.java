package org.acme.items.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.acme.items.dev.LocalSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pictures in {@code docs/images}. {@code -Dscreenshots=update} takes them; {@code
 * -Dscreenshots=compare} fails when the page no longer looks like them, and is of use only where
 * the fonts are those of Debian.
 */
@EnabledIfSystemProperty(named = "screenshots", matches = "update|compare")
class ScreenshotsIT {
  @RegisterExtension private static final Chromium CHROMIUM = new Chromium();

  private static final List<Map<String, Object>> ITEMS =
      List.of(
          item("Bamboo whisk", "For matcha; 80 prongs.", "19.00", "USD", 23, "tea", "kitchen"),
          item("Tasting spoon", "Stainless steel.", "4.25", "EUR", 1250),
          item(
              "Coffee beans, roasted for filter",
              "Whole beans, 1 kg. Red berries, black tea, a little caramel.",
              "28.00",
              "CHF",
              118,
              "coffee",
              "drink"),
          item("Moka pot for six cups", "", "34.90", "EUR", 0, "coffee", "kitchen"),
          item("Teapot", "Cast iron, 0.8 litres, with a strainer.", "6800", "JPY", 7, "kitchen"),
          item(
              "Oolong tea",
              "Loose leaves from the Wuyi mountains, lightly roasted.",
              "12.50",
              "EUR",
              42,
              "drink",
              "tea"));

  @TempDir private Path state;

  @Test
  void picturesAreWhatThePageLooksLike() throws IOException {
    try (LocalSystem system = SystemUnderTest.create(state)) {
      system.start();
      var urls = new SystemUnderTest(system.url("frontend"), system.url("backend"));
      List<String> ids =
          ITEMS.stream().map(new ItemsSite(urls, CHROMIUM.open())::createInTheApi).toList();

      Picture.check(list(urls), "list.png");
      Picture.check(conflict(urls, ids.getLast()), "conflict-dark-phone.png");
    }
  }

  private static byte[] list(SystemUnderTest system) {
    ItemsSite site =
        new ItemsSite(system, CHROMIUM.open(new NewContextOptions().setViewportSize(1100, 600)));
    site.open("/");
    assertThat(site.link("Oolong tea")).isVisible();
    return picture(site.page());
  }

  private static byte[] conflict(SystemUnderTest system, String id) {
    ItemsSite site =
        new ItemsSite(
            system,
            CHROMIUM.open(
                new NewContextOptions()
                    .setViewportSize(390, 800)
                    .setDeviceScaleFactor(2)
                    .setColorScheme(ColorScheme.DARK)));
    site.open("/items/" + id);
    Map<String, Object> theirs = new HashMap<>(ITEMS.getLast());
    theirs.putAll(Map.of("price", Map.of("amount", "13.90", "currency", "EUR"), "quantity", 40));
    site.replaceInTheApi(id, theirs);
    site.field("Price").fill("11.90");
    site.button("Save").click();
    assertThat(site.page().getByText("Nothing was saved")).isVisible();
    return picture(site.page());
  }

  /** Without what is different each time: clocks, names of processes, versions. */
  private static byte[] picture(Page page) {
    page.evaluate(
        """
        () => {
          document.querySelectorAll("time").forEach((time, i) =>
            time.textContent = `2026-11-20 10:1${9 - i % 10} UTC`);
          document.querySelectorAll("footer dd").forEach((who, i) =>
            who.textContent = ["frontend 1.0.0+abc1234 on frontend-1", "backend 1.0.0+abc1234 on backend-1",
              "4bf92f3577b34da6a3ce929d0e0e4736"][i]);
          document.activeElement.blur();
        }
        """);
    boolean phone = page.viewportSize().width < 600;
    return page.screenshot(new Page.ScreenshotOptions().setFullPage(!phone));
  }

  private static Map<String, Object> item(
      String name,
      String description,
      String amount,
      String currency,
      int quantity,
      String... tags) {
    return Map.of(
        "name", name,
        "description", description,
        "price", Map.of("amount", amount, "currency", currency),
        "quantity", quantity,
        "tags", List.of(tags));
  }
}
