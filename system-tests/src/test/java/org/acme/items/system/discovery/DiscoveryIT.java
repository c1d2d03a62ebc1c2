package org.acme.items.system.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Three backends found by DNS, and what visitors see of their comings and goings. */
@DisabledIfSystemProperty(
    named = "target",
    matches = ".+",
    disabledReason = "needs backends and a DNS server of its own")
@SuppressWarnings("NullAway.Init") // JUnit's setup methods fill the fields
class DiscoveryIT {
  private static final String FIRST = "127.0.0.11";
  private static final String SECOND = "127.0.0.12";
  private static final String THIRD = "127.0.0.13";
  private static final String FOURTH = "127.0.0.14";
  private static final List<String> THREE = List.of(FIRST, SECOND, THIRD);

  /** Time to live of the record, what the page adds to it, and a visitor's time. */
  private static final Duration MOVED_WITHIN = Duration.ofSeconds(15);

  private static Fleet fleet;
  private static Visitors visitors;

  @BeforeAll
  static void startFleet() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "discovery"));
    fleet = new Fleet(folder);
    fleet.start(THREE);
    fleet.createItem(FIRST, "Assam");
    visitors = new Visitors(fleet.page());
  }

  @AfterAll
  static void stopFleet() {
    fleet.close();
    visitors.close();
  }

  @BeforeEach
  @AfterEach
  void threeBackendsServe() {
    THREE.forEach(fleet::startBackend);
    fleet.dns().answer(THREE);
    Fleet.await(
        "all three serve, and are warm",
        () -> {
          List<Visit> visits = Visitors.all(visitors.come(60, 60));
          return Visit.areWarm(visits) && Visit.backends(visits).equals(Set.copyOf(THREE));
        });
  }

  @Test
  void pagesAreSpreadEvenly() {
    List<Visit> visits = Visitors.all(visitors.come(1200, 40));

    assertThat(visits).filteredOn(visit -> !visit.isFine()).isEmpty();
    Map<String, Long> perBackend =
        visits.stream().collect(Collectors.groupingBy(Visit::backend, Collectors.counting()));
    assertThat(perBackend.keySet()).isEqualTo(Set.copyOf(THREE));
    assertThat(perBackend.values()).allSatisfy(share -> assertThat(share).isBetween(340L, 460L));
  }

  @Test
  void backendThatMovesIsFollowed() {
    fleet.startBackend(FOURTH);
    Future<List<Visit>> coming = visitors.come(30 * 40, 40);
    fleet.dns().answerAfterTimeToLive(List.of(FIRST, SECOND, FOURTH));
    long moved = System.nanoTime();
    fleet.killBackend(THIRD);

    List<Visit> visits = Visitors.all(coming);

    assertThat(visits).filteredOn(visit -> !visit.isFine()).isEmpty();
    assertThat(Visit.backends(after(visits, moved + MOVED_WITHIN.toNanos())))
        .isEqualTo(Set.of(FIRST, SECOND, FOURTH));
    fleet.killBackend(FOURTH);
  }

  @Test
  void backendThatHangsIsAvoided() {
    Future<List<Visit>> coming = visitors.come(20 * 40, 40);
    long hung = System.nanoTime();
    fleet.hangBackend(SECOND);

    List<Visit> visits = Visitors.all(coming);

    assertThat(visits).filteredOn(visit -> !visit.isFine()).isEmpty();
    List<Visit> afterEjection = after(visits, hung + Duration.ofSeconds(3).toNanos());
    assertThat(Visit.backends(afterEjection)).isEqualTo(Set.of(FIRST, THIRD));
    assertThat(Visit.percentile(afterEjection, 99)).isLessThan(Duration.ofMillis(500));
  }

  @Test
  void listStaysWhenAllBackendsAreGone() {
    THREE.forEach(fleet::killBackend);

    List<Visit> visits = Visitors.all(visitors.come(80, 40));

    assertThat(visits)
        .allSatisfy(visit -> {
          assertThat(visit.status()).isEqualTo(200);
          assertThat(visit.body())
              .contains("does not answer", "This is the list as it was at", "Assam");
        });
    assertThat(Visit.percentile(visits, 99)).isLessThan(Duration.ofSeconds(2));
    THREE.forEach(fleet::startBackend);
    Fleet.await("the page recovers by itself", () -> visitors.one().isFine());
  }

  private static List<Visit> after(List<Visit> visits, long time) {
    List<Visit> later = visits.stream().filter(visit -> visit.startedAt() - time > 0).toList();
    assertThat(later).hasSizeGreaterThan(100);
    return later;
  }
}
