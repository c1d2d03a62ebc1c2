package org.acme.items.frontend.items;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import org.acme.items.frontend.BackendStub;
import org.acme.items.frontend.backend.Item;
import org.acme.items.frontend.backend.ItemPage;
import org.acme.items.frontend.backend.Price;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendStub.class)
class HomeViewTest {
  private static final Instant SINCE = Instant.parse("2026-11-20T10:15:30.987Z");
  private static final Item ITEM =
      new Item("1", "Oolong tea", "", new Price("12.50", "EUR"), 42, List.of(), 1, SINCE);
  private static final ItemPage PAGE = new ItemPage(List.of(ITEM), "next");

  @Test
  void staleListSaysOfWhenItIs() {
    String page = Templates.home(HomeView.stale(PAGE, SINCE)).render();

    assertThat(page)
        .containsSubsequence(
            "role=\"status\"",
            "This is the list as it was at"
                + " <time datetime=\"2026-11-20T10:15:30.987Z\">10:15:30 UTC</time>.",
            "<table role=\"table\" class=\"stale\">",
            "Oolong tea")
        .contains("href=\"/items/new\"");
  }

  @Test
  void staleListHasNoNextPage() {
    assertThat(HomeView.stale(PAGE, SINCE).nextPage()).isNull();
  }

  @Test
  void listOfNowIsNotStale() {
    String page = Templates.home(HomeView.of(PAGE, true)).render();

    assertThat(page).doesNotContain("as it was at", "stale");
  }

  @Test
  void deletionCanBeUndoneFromAStaleList() {
    ChangeView change = ChangeView.of("1", null).orElseThrow();

    String page = Templates.home(HomeView.stale(PAGE, SINCE).withChange(change)).render();

    assertThat(page).contains("This is the list as it was at", "/items/1/restore");
  }
}
