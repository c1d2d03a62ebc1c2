package org.acme.items.drill.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.acme.items.drill.ecs.LoadBalancer.Response;
import org.acme.items.drill.ecs.ServiceDefinition.Alarm.Metric;
import org.junit.jupiter.api.Test;

/** What the alarms of a deployment look at. */
class AlarmStateTest {
  @Test
  void failuresAreAShareOfAllAnswers() {
    List<Response> responses =
        List.of(response(200, 1), response(503, 1), response(404, 1), response(500, 1));

    assertThat(AlarmState.value(Metric.FAILURES, responses)).isEqualTo(50);
  }

  @Test
  void responseTimeIsThatOfTheSlowestHundredth() {
    List<Response> responses =
        IntStream.rangeClosed(1, 100).mapToObj(i -> response(200, i * 10)).toList();

    assertThat(AlarmState.value(Metric.RESPONSE_TIME, responses)).isEqualTo(0.99);
  }

  @Test
  void silenceIsNotBad() {
    assertThat(AlarmState.value(Metric.FAILURES, List.of())).isZero();
  }

  private static Response response(int status, int millis) {
    return new Response(0, status, Duration.ofMillis(millis));
  }
}
