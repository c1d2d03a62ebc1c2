package org.acme.items.system.discovery;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.acme.items.system.Chromium;
import org.acme.items.system.Picture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the System page shows of three backends, in a real browser. */
@DisabledIfSystemProperty(
    named = "target",
    matches = ".+",
    disabledReason = "needs backends and a DNS server of its own")
@SuppressWarnings("NullAway.Init") // JUnit's setup methods fill the fields
class SystemPageIT {
  @RegisterExtension private static final Chromium CHROMIUM = new Chromium();

  private static final List<String> THREE = List.of("127.0.0.21", "127.0.0.22", "127.0.0.23");

  private static Fleet fleet;
  private static Visitors visitors;

  @BeforeAll
  static void startFleet() throws IOException {
    fleet = new Fleet(Files.createDirectories(Path.of("target", "system-page")));
    fleet.start(THREE);
    visitors = new Visitors(fleet.page());
    Fleet.await("all three are warm", () -> Visit.areWarm(Visitors.all(visitors.come(60, 30))));
  }

  @AfterAll
  static void stopFleet() {
    fleet.close();
    visitors.close();
  }

  @Test
  void everyTaskIsShownAndItsHealthIsFollowed() {
    Page page = CHROMIUM.open();
    page.navigate(fleet.page() + "system");
    for (String address : THREE) {
      assertThat(row(page, address)).containsText("Ready");
      assertThat(row(page, address)).containsText("eu-central-1");
    }

    fleet.hangBackend(THREE.getLast());

    assertThat(row(page, THREE.getLast())).containsText("No answer");
    assertThat(row(page, THREE.getFirst())).containsText("Ready");
    fleet.startBackend(THREE.getLast());
    assertThat(row(page, THREE.getLast())).containsText("Ready");
  }

  @Test
  @EnabledIfSystemProperty(named = "screenshots", matches = "update|compare")
  void pictureIsWhatThePageLooksLike() throws IOException {
    Page page =
        CHROMIUM.open(
            new NewContextOptions().setViewportSize(1100, 760).setColorScheme(ColorScheme.DARK));
    page.navigate(fleet.page() + "system?live=false");
    assertThat(row(page, THREE.getFirst())).containsText("Ready");

    Picture.check(withoutWhatChanges(page), "system-dark.png");
  }

  private static Locator row(Page page, String address) {
    return page.getByRole(
            AriaRole.TABLE, new Page.GetByRoleOptions().setName("Tasks of the backend"))
        .getByRole(AriaRole.ROW)
        .filter(new Locator.FilterOptions().setHasText(address));
  }

  /** Clocks, ports, counts, times and traces are different in every run. */
  private static byte[] withoutWhatChanges(Page page) {
    page.evaluate(
        """
        () => {
          const put = (selector, text) =>
            document.querySelectorAll(selector).forEach((e, i) => e.textContent = text(i));
          put(".facts dd", i => ["frontend-1", "1.0.0+abc1234", "12 min 5 s", "10:15:30.123 UTC"][i]);
          document.querySelectorAll("#live table").forEach((table, kind) =>
            table.querySelectorAll("tbody tr").forEach((row, i) => {
              const cells = row.querySelectorAll("td");
              if (kind === 0) {
                const zone = "eu-central-1" + "abc"[i];
                cells[0].querySelectorAll("p")[0].textContent = `10.0.${i}.17:8080 · ${zone}`;
                cells[0].querySelectorAll("p")[1].textContent = "1.0.0+abc1234";
                cells[0].querySelector("strong").textContent = `backend-${i + 1}`;
                [3, 4, 5, 6].forEach(c =>
                  cells[c].textContent = [1, 1042 + 7 * i, `${8 + i} ms`, `${31 + i} ms`][c - 3]);
              } else {
                cells[0].textContent = `10:15:${String(30 - i).padStart(2, "0")}.123`;
                cells[2].textContent = `10.0.${i % 3}.17:8080`;
                cells[4].textContent = `${8 + i % 3} ms`;
                cells[5].textContent = "4bf92f3577b34da6a3ce929d0e0e4736";
              }
            }));
          document.activeElement.blur();
        }
        """);
    return page.screenshot();
  }
}
