package org.acme.items.infra.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.acme.items.infra.Synth;
import org.acme.items.infra.config.ServiceConfig;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * When alarms fire: those of templates, evaluated by {@link AlarmModel} over series that show what
 * happens to a service.
 */
class AlarmSimulationTest {
  /** Requests a minute: ten a second. */
  private static final double BUSY = 600;

  /** What happens on a good day too, well within 99.9 % and 99 %. */
  private static final double FEW_FAIL = 0.0002;

  private static final double FEW_SLOW = 0.003;

  private static final int DAY = 24 * 60;

  /** Requests counted by the service itself, by a load balancer, and by one with two groups. */
  static Stream<Named<Service>> services() {
    return Stream.of(
        Named.of("backend", new Service(Synth.of("prod"), "backend")),
        Named.of("frontend", new Service(Synth.of("prod"), "frontend")),
        Named.of("shop", new Service(Synth.full(), "shop")));
  }

  record Service(Synth synth, String name) {
    /** Minutes after the start until each alarm tells somebody. */
    Map<String, Integer> fired(Traffic traffic, int minutes) {
      Map<String, Integer> fired =
          new AlarmModel(synth, name)
              .firstTold(
                  traffic,
                  synth.environment().stack(name),
                  Traffic.START,
                  Traffic.START + minutes - 1);
      fired.replaceAll((_, minute) -> minute - Traffic.START + 1);
      return fired;
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void healthyDayTellsNobodyAnything(Service service) {
    assertThat(service.fired(Traffic.steady(BUSY, FEW_FAIL, FEW_SLOW), DAY)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("services")
  void quietNightWithASingleFailureTellsNobodyAnything(Service service) {
    Traffic night = Traffic.steady(1, 0, 0).then(1, 1, 1, 0);

    assertThat(service.fired(night, DAY)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("services")
  void nobodyAskingIsNoTrouble(Service service) {
    assertThat(service.fired(Traffic.steady(0, 0, 0), DAY)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("services")
  void outageWakesWithinTwoMinutes(Service service) {
    assertThat(service.fired(Traffic.steady(BUSY, FEW_FAIL, FEW_SLOW).then(60, BUSY, 1, 0), 60))
        .hasEntrySatisfying("page", minutes -> assertThat(minutes).isLessThanOrEqualTo(2));
  }

  @ParameterizedTest
  @MethodSource("services")
  void fastBurnWakesBeforeATenthOfTheBudgetIsGone(Service service) {
    // 2 % fail: 20 times what is allowed, so a tenth of 30 days is gone after 216 minutes.
    Map<String, Integer> fired =
        service.fired(
            Traffic.steady(BUSY, FEW_FAIL, FEW_SLOW).then(DAY, BUSY, 0.02, FEW_SLOW), DAY);

    assertThat(fired.get("page")).isBetween(10, 60);
    assertThat(fired).containsKey("failures");
  }

  @ParameterizedTest
  @MethodSource("services")
  void slowBurnWakesTooButLater(Service service) {
    Map<String, Integer> fired =
        service.fired(
            Traffic.steady(BUSY, FEW_FAIL, FEW_SLOW).then(DAY, BUSY, 0.007, FEW_SLOW), DAY);

    assertThat(fired.get("page")).isBetween(120, 360);
    assertThat(fired).doesNotContainKey("failures");
  }

  @ParameterizedTest
  @MethodSource("services")
  void burnThatCanWaitInformsAndWakesNobody(Service service) {
    Map<String, Integer> fired =
        service.fired(
            Traffic.steady(BUSY, FEW_FAIL, FEW_SLOW).then(2 * DAY, BUSY, 0.004, FEW_SLOW), DAY);

    assertThat(fired).containsKey("budget").doesNotContainKey("page");
  }

  @ParameterizedTest
  @MethodSource("services")
  void failuresWithinThePromiseTellNobodyAnything(Service service) {
    assertThat(
            service.fired(
                Traffic.steady(BUSY, FEW_FAIL, FEW_SLOW).then(DAY, BUSY, 0.001, FEW_SLOW), DAY))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("services")
  void slowAnswersWakeAsFailuresDo(Service service) {
    Map<String, Integer> fired =
        service.fired(Traffic.steady(BUSY, FEW_FAIL, FEW_SLOW).then(DAY, BUSY, 0, 0.3), DAY);

    assertThat(fired.get("page")).isBetween(10, 60);
    assertThat(fired.get("slow")).isEqualTo(5);
  }

  @ParameterizedTest
  @MethodSource("services")
  void badDeploymentIsUndoneBeforeItWakesAnybodyTwice(Service service) {
    Map<String, Integer> fired =
        service.fired(Traffic.steady(BUSY, FEW_FAIL, FEW_SLOW).then(4, BUSY, 0.05, 0), DAY);

    assertThat(ServiceAlarms.undoing(service.synth.environment(), config(service)))
        .anyMatch(name -> name.endsWith("-failures"));
    assertThat(fired).containsEntry("failures", 3).doesNotContainKey("page");
  }

  @ParameterizedTest
  @MethodSource("services")
  void shortSpikeOfADeploymentTellsNobodyAnything(Service service) {
    assertThat(
            service.fired(Traffic.steady(BUSY, FEW_FAIL, FEW_SLOW).then(2, BUSY, 0.02, 0.02), DAY))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("services")
  void nobodyThereWakes(Service service) {
    Map<String, Integer> fired =
        service.fired(Traffic.steady(BUSY, FEW_FAIL, FEW_SLOW).thenNobodyIsThere(60), 60);

    if (config(service).isAlwaysOn()) {
      assertThat(fired).containsEntry("page", 3);
    } else {
      assertThat(fired).doesNotContainKey("page"); // it sleeps by its own will at times
    }
  }

  private static ServiceConfig config(Service service) {
    return service.synth.environment().service(service.name);
  }
}
