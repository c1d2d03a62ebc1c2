package org.acme.items.bench;

import java.time.Duration;
import java.util.Arrays;
import org.acme.items.bench.Load.Request;
import org.acme.items.bench.Session.Window;

/** Asks a server until what a request costs it no longer changes. */
final class WarmUp {
  private static final Duration STEP = Duration.ofSeconds(3);

  /** With the AWS SDK a JVM compiles some 12,000 methods, the last ones after minutes. */
  private static final int MAX_STEPS = 40;

  /** Steps that have to be alike for a server to count as warm, and how much. */
  private static final int STEADY_STEPS = 5;

  private static final double STEADY = 0.1;

  private WarmUp() {}

  /**
   * Returns when it is warm, or after four minutes.
   *
   * @param first in turns with the other
   * @param second of both together the cost has to become steady
   */
  static void run(String name, Server server, Load load, Request first, Request second)
      throws InterruptedException {
    double[] last = new double[STEADY_STEPS];
    for (int step = 0; step < MAX_STEPS; step++) {
      double cost =
          Window.of(server, load, first, STEP).cpuMicros()
              + Window.of(server, load, second, STEP).cpuMicros();
      last[step % STEADY_STEPS] = cost;
      System.err.printf("Warming up %s: %.0f µs for two requests%n", name, cost);
      double least = Arrays.stream(last).min().orElseThrow();
      double most = Arrays.stream(last).max().orElseThrow();
      if (least > 0 && most <= least * (1 + STEADY)) {
        break;
      }
    }
  }
}
