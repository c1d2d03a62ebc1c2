package org.acme.items.loadtest.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.acme.items.loadtest.TestScenarios;
import org.acme.items.loadtest.TestTarget;
import org.acme.items.loadtest.engine.jetty.JettyLoadEngine;
import org.acme.items.loadtest.scenario.Scenario;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine and its accounting against targets that misbehave. */
class LoadTestIT {
  private final TestTarget target = new TestTarget();

  /** The first requests of a young JVM are slow. */
  @BeforeAll
  static void warmUp() {
    try (TestTarget target = new TestTarget()) {
      run(TestScenarios.steady(100, 3, 5, target.url()), _ -> {});
    }
  }

  @AfterEach
  void stop() {
    target.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 2})
  void secondOfSilenceIsSeenByEveryRequestThatCameInIt(int connections) {
    Scenario scenario = TestScenarios.steady(200, 10, connections, target.url());

    Measurement measured =
        run(scenario, progress -> at(progress, 4, () -> target.freeze(Duration.ofSeconds(1))));

    Histogram latencies = latencies(measured, "a");
    assertThat(latencies.getValueAtPercentile(99) / 1e9).isBetween(0.8, 1.3);
    // A tenth of the requests came while it was silent.
    assertThat(1 - latencies.getPercentileAtOrBelowValue(50_000_000) / 100).isBetween(0.07, 0.14);
    assertAddsUp(measured, "a", 2000);
    assertThat(measured.counts("a").completed()).isEqualTo(2000);
  }

  @Test
  void silenceOverTheEndOfARoundDoesNotSpareTheTargetTheNextOne() {
    Scenario scenario = TestScenarios.withRounds(TestScenarios.steady(200, 8, 50, target.url()), 2);

    Measurement measured =
        run(scenario, progress -> at(progress, 2, () -> target.freeze(Duration.ofMillis(1500))));

    assertAddsUp(measured, "a", 1600);
    assertThat(offeredIn(measured, 5)).isCloseTo(200, within(60L));
    Histogram latencies = latencies(measured, "a");
    assertThat(1 - latencies.getPercentileAtOrBelowValue(50_000_000) / 100)
        .isCloseTo(1.5 / 8, within(0.05));
    assertThat(latencies.getMaxValue() / 1e9).isBetween(1.3, 1.8);
  }

  @Test
  void namesAreLookedUpAnewInEveryRound() throws Exception {
    try (TestTarget moved = new TestTarget("127.0.0.2", target.port())) {
      AtomicInteger lookups = new AtomicInteger();
      Names moving = _ -> List.of(ip(lookups.getAndIncrement() < 2 ? "127.0.0.1" : "127.0.0.2"));
      URI name = URI.create("http://moving.test:" + target.port());
      Scenario scenario = TestScenarios.withRounds(TestScenarios.steady(50, 8, 5, name), 2);

      Measurement measured = test(moving, scenario, _ -> {}).run();

      assertThat(target.requests()).isEqualTo(200);
      assertThat(moved.requests()).isEqualTo(200);
      assertThat(measured.counts("a").completed()).isEqualTo(400);
    }
  }

  /** As a task that is gone, while its address is still known. */
  @Test
  void addressThatSwallowsConnectionsDoesNotHoldUpTheOthers() throws Exception {
    try (BlackHole hole = new BlackHole("127.0.0.2", target.port())) {
      Names two = _ -> List.of(ip("127.0.0.1"), ip("127.0.0.2"));
      URI name = URI.create("http://two.test:" + target.port());

      Measurement measured = test(two, TestScenarios.steady(50, 4, 5, name), _ -> {}).run();

      assertThat(hole.address()).isEqualTo("127.0.0.2:" + target.port());
      assertAddsUp(measured, "a", 200);
      Counts good = ofAddress(measured, "127.0.0.1:" + target.port());
      assertThat(good).isEqualTo(new Counts(100, 100, 0, 0, 0));
      assertThat(ofAddress(measured, hole.address()).completed()).isZero();
      assertThat(measured.rounds().getFirst().routes().get("a"))
          .isNotNull()
          .satisfies(route -> assertThat(route.latestMillis()).isLessThan(500));
    }
  }

  @Test
  void everyRequestToATargetThatIsGoneIsCountedAsFailed() {
    Scenario scenario = TestScenarios.steady(200, 9, 50, target.url());

    Measurement measured =
        run(
            scenario,
            progress -> {
              at(progress, 2, target::goAway);
              at(progress, 4, target::comeBack);
            });

    assertAddsUp(measured, "a", 1800);
    Counts counts = measured.counts("a");
    assertThat(counts.failed()).isCloseTo(400, within(60L));
    assertThat(counts.completed()).isEqualTo(target.requests());
    assertThat(measured.reasons().get("a")).containsKey("connection refused");
    assertThat(measured.intervals())
        .filteredOn(interval -> interval.second() >= 6)
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(interval -> assertThat(interval.counts().bad()).isZero());
  }

  @Test
  void addressesBehindOneNameGetEqualShares() throws Exception {
    try (TestTarget second = new TestTarget("127.0.0.2", target.port());
        TestTarget third = new TestTarget("127.0.0.3", target.port())) {
      Names three = _ -> List.of(ip("127.0.0.1"), ip("127.0.0.2"), ip("127.0.0.3"));
      URI name = URI.create("http://three.test:" + target.port());
      Scenario scenario = TestScenarios.steady(100, 4, 5, name);

      Measurement measured = test(three, scenario, _ -> {}).run();

      long[] shares = {target.requests(), second.requests(), third.requests()};
      assertThat(Arrays.stream(shares).sum()).isEqualTo(400);
      assertThat(ChiSquareTest.withDefaults().test(shares).getPValue()).isGreaterThan(0.05);
      assertThat(measured.intervals())
          .extracting(Interval::address)
          .contains("127.0.0.3:" + target.port());
      assertThat(second.hosts()).containsExactly("three.test:" + target.port());
    }
  }

  @Test
  void answersOtherThanSuccessAreFailuresWithTheirStatus() {
    target.answerWith(503);

    Measurement measured = run(TestScenarios.steady(50, 2, 5, target.url()), _ -> {});

    assertThat(measured.counts("a")).isEqualTo(new Counts(100, 0, 100, 0, 0));
    assertThat(measured.reasons().get("a")).containsEntry("status 503", 100L);
  }

  @Test
  void requestsThatAreNotAnsweredInTimeAreTimedOut() {
    target.freeze(Duration.ofMinutes(1));

    Measurement measured = run(TestScenarios.steady(20, 2, 50, target.url()), _ -> {});

    assertThat(measured.counts("a")).isEqualTo(new Counts(40, 0, 0, 40, 0));
    assertThat(latencies(measured, "a").getMinValue() / 1e9).isCloseTo(4, within(0.1));
  }

  @Test
  void nameThatNoOneKnowsFailsEveryRequest() {
    Measurement measured =
        run(TestScenarios.steady(20, 2, 5, URI.create("http://nobody.invalid:8080")), _ -> {});

    assertThat(measured.counts("a")).isEqualTo(new Counts(40, 0, 40, 0, 0));
    assertThat(measured.reasons().get("a")).containsOnlyKeys("unknown host");
  }

  @Test
  void rateIsKeptWithinOnePercent() {
    Measurement measured = run(TestScenarios.steady(500, 5, 50, target.url()), _ -> {});

    assertThat(measured.rounds().getFirst().routes().get("a"))
        .isNotNull()
        .extracting(Round.RouteRound::achievedRate)
        .satisfies(rate -> assertThat(rate).isCloseTo(500, within(5.0)));
    assertAddsUp(measured, "a", 2500);
  }

  @Test
  void whoStopsEarlyStillGetsWhatRan() {
    AtomicReference<LoadTest> test = new AtomicReference<>();
    Scenario scenario = TestScenarios.steady(50, 60, 5, target.url());
    LoadTest running = test(scenario, progress -> at(progress, 2, () -> test.get().stop()));
    test.set(running);

    Measurement measured = running.run();

    assertThat(measured.interrupted()).isTrue();
    Counts counts = measured.counts("a");
    assertThat(counts.completed()).isEqualTo(counts.offered()).isBetween(100L, 250L);
    assertThat(counts.completed()).isEqualTo(target.requests());
  }

  private static long offeredIn(Measurement measured, int second) {
    return measured.intervals().stream()
        .filter(interval -> interval.second() == second)
        .mapToLong(interval -> interval.counts().offered())
        .sum();
  }

  private static Counts ofAddress(Measurement measured, String address) {
    return measured.intervals().stream()
        .filter(interval -> interval.address().equals(address))
        .map(Interval::counts)
        .reduce(Counts.NONE, Counts::plus);
  }

  private static void at(Progress progress, int second, Runnable action) {
    if (progress.second() == second) {
      action.run();
    }
  }

  private static void assertAddsUp(Measurement measured, String route, long offered) {
    Counts counts = measured.counts(route);
    assertThat(counts.offered()).isEqualTo(offered);
    assertThat(counts.completed() + counts.failed() + counts.timedOut() + counts.lost())
        .isEqualTo(offered);
    assertThat(counts.lost()).isZero();
  }

  private static Histogram latencies(Measurement measured, String route) {
    Histogram sum = Histograms.empty();
    for (Interval interval : measured.intervals()) {
      if (interval.route().equals(route)) {
        sum.add(Histograms.decode(interval.latencies()));
      }
    }
    return sum;
  }

  private static Measurement run(Scenario scenario, Consumer<Progress> progress) {
    return test(scenario, progress).run();
  }

  private static InetAddress ip(String address) throws java.net.UnknownHostException {
    return InetAddress.getByName(address);
  }

  private static LoadTest test(Scenario scenario, Consumer<Progress> progress) {
    return test(Names.SYSTEM, scenario, progress);
  }

  private static LoadTest test(Names names, Scenario scenario, Consumer<Progress> progress) {
    return new LoadTest(
        new JettyLoadEngine(),
        names,
        scenario,
        new LoadTest.Options("test", 1, Share.ALL, false, progress, _ -> {}));
  }

  @Test
  void sharesOfAgentsAddUpToTheRate() {
    assertThat(List.of(1, 2, 3))
        .extracting(id -> new Share(id, 3).slice(100))
        .containsExactly(33, 33, 34);
  }
}
