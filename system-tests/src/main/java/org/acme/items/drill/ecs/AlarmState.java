package org.acme.items.drill.ecs;

import java.time.Duration;
import java.util.List;
import org.acme.items.drill.ecs.LoadBalancer.Response;
import org.acme.items.drill.ecs.ServiceDefinition.Alarm;

/** Whether an alarm rings: as many periods as it evaluates, one after the other, are bad. */
final class AlarmState {
  private static final int SERVER_ERROR = 500;

  private final Alarm alarm;
  private final LoadBalancer balancer;
  private long periodStart = System.nanoTime();
  private int bad;

  AlarmState(Alarm alarm, LoadBalancer balancer) {
    this.alarm = alarm;
    this.balancer = balancer;
  }

  Alarm alarm() {
    return alarm;
  }

  /** Looks at the periods that are over. */
  boolean rings() {
    long period = alarm.period().toNanos();
    while (System.nanoTime() - periodStart >= period) {
      double value = value(alarm.metric(), balancer.responses(periodStart, periodStart + period));
      bad = value >= alarm.threshold() ? bad + 1 : 0;
      periodStart += period;
    }
    return bad >= alarm.evaluationPeriods();
  }

  /** Missing data is not bad. */
  static double value(Alarm.Metric metric, List<Response> responses) {
    if (responses.isEmpty()) {
      return 0;
    }
    return switch (metric) {
      case FAILURES ->
          100.0
              * responses.stream().filter(response -> response.status() >= SERVER_ERROR).count()
              / responses.size();
      case RESPONSE_TIME -> {
        List<Duration> sorted = responses.stream().map(Response::took).sorted().toList();
        yield sorted.get(Math.ceilDiv(sorted.size() * 99, 100) - 1).toMillis() / 1000.0;
      }
    };
  }
}
