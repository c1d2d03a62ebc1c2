package org.acme.items.drill.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ECS's arithmetic, with the numbers of its documentation. */
class ServiceDefinitionTest {
  @ParameterizedTest
  @CsvSource({"1, 100, 200, 1, 2", "2, 100, 200, 2, 4", "4, 50, 100, 2, 4", "3, 50, 150, 2, 4"})
  void limitsAreRoundedSoThatTheyHold(int desired, int minimum, int maximum, int lower, int upper) {
    ServiceDefinition service = service(desired, minimum, maximum);

    assertThat(service.lowerLimit()).isEqualTo(lower);
    assertThat(service.upperLimit()).isEqualTo(upper);
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "2, 3", "6, 3", "7, 4", "25, 13", "400, 200", "800, 200"})
  void circuitBreakerOpensAtHalfOfTheTasksFromThreeToTwoHundred(int desired, int threshold) {
    assertThat(service(desired, 100, 200).failureThreshold()).isEqualTo(threshold);
  }

  @ParameterizedTest
  @CsvSource({"1, 200, 3", "2, 200, 2", "4, 200, 1", "2, 150, 3"})
  void failingTasksComeInRounds(int desired, int maximum, int rounds) {
    assertThat(service(desired, 100, maximum).roundsToFailure()).isEqualTo(rounds);
  }

  private static ServiceDefinition service(int desired, int minimum, int maximum) {
    TaskDefinition task =
        new TaskDefinition(
            "image",
            256,
            512,
            8080,
            "1:1",
            Map.of(),
            List.of(),
            new TaskDefinition.HealthCheck(
                List.of("true"),
                Duration.ofSeconds(5),
                Duration.ofSeconds(4),
                3,
                Duration.ofSeconds(60)),
            Duration.ofSeconds(30));
    return new ServiceDefinition(
        "service", task, desired, minimum, maximum, Duration.ZERO, null, null, List.of());
  }
}
