package org.acme.items.infra.monitoring;

import org.jspecify.annotations.Nullable;

/** What happens to a service, minute by minute; alarms read it as metrics. */
final class Traffic implements AlarmModel.Series {
  /** A day of health before anything happens, so that the longest window is full. */
  static final int START = 24 * 60;

  private final double[] requests;
  private final double[] failed;
  private final double[] slow;
  private final double[] ready;

  private Traffic(int minutes) {
    this.requests = new double[minutes];
    this.failed = new double[minutes];
    this.slow = new double[minutes];
    this.ready = new double[minutes];
  }

  /**
   * Two days.
   *
   * @param perMinute requests
   * @param failedShare of them, 0 to 1
   * @param slowShare of them, 0 to 1
   */
  static Traffic steady(double perMinute, double failedShare, double slowShare) {
    Traffic traffic = new Traffic(3 * START);
    traffic.change(0, 3 * START, perMinute, failedShare, slowShare, 2);
    return traffic;
  }

  /** As {@link #steady}, with another share of failures and slow answers from {@link #START} on. */
  Traffic then(int minutes, double perMinute, double failedShare, double slowShare) {
    change(START, START + minutes, perMinute, failedShare, slowShare, 2);
    return this;
  }

  /** No task is there from {@link #START} on. */
  Traffic thenNobodyIsThere(int minutes) {
    change(START, START + minutes, 0, 0, 0, 0);
    return this;
  }

  private void change(
      int from, int to, double perMinute, double failedShare, double slowShare, double tasks) {
    for (int i = from; i < to; i++) {
      requests[i] = perMinute;
      failed[i] = perMinute * failedShare;
      slow[i] = perMinute * slowShare;
      ready[i] = tasks;
    }
  }

  @Override
  public @Nullable Double value(String metric, String statistic, int from, int to) {
    return switch (metric) {
      case "RequestCount" -> orNothing(sum(requests, from, to));
      case "http.server.requests" -> sum(requests, from, to);
      case "HTTPCode_Target_5XX_Count" -> orNothing(sum(failed, from, to));
      case "http.server.requests.failed" -> sum(failed, from, to);
      case "http.server.requests.slow" -> sum(slow, from, to);
      case "TargetResponseTime", "http.server.requests.duration" ->
          statistic.startsWith("TC(")
              ? orNothing(sum(slow, from, to))
              : percentile(Double.parseDouble(statistic.substring(1)), from, to);
      case "HealthyHostCount" -> least(ready, from, to);
      case "UnHealthyHostCount" -> 0.0;
      case "CPUUtilization" ->
          statistic.equals("SampleCount") ? orNothing(least(ready, from, to)) : Double.valueOf(40);
      case "MemoryUtilization" -> 60.0;
      case "Invocations", "ReadThrottleEvents", "WriteThrottleEvents", "SystemErrors" -> null;
      default -> throw new IllegalArgumentException("no series for " + metric);
    };
  }

  /** Counters of load balancers say nothing rather than 0. */
  private static @Nullable Double orNothing(double sum) {
    return sum == 0 ? null : sum;
  }

  /** Seconds: far above any threshold, or far below. */
  private @Nullable Double percentile(double percent, int from, int to) {
    double all = sum(requests, from, to);
    if (all == 0) {
      return null;
    }
    return 100 * sum(slow, from, to) / all >= 100 - percent ? 2.0 : 0.05;
  }

  private static double sum(double[] values, int from, int to) {
    double sum = 0;
    for (int i = Math.max(0, from); i <= to; i++) {
      sum += values[i];
    }
    return sum;
  }

  private static double least(double[] values, int from, int to) {
    double least = Double.MAX_VALUE;
    for (int i = Math.max(0, from); i <= to; i++) {
      least = Math.min(least, values[i]);
    }
    return least;
  }
}
