package org.acme.items.__package__.work;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes turn after turn until the service stops; the one under way is finished then. */
@Singleton
final class Loop {
  private static final Logger LOG = Logger.getLogger(Loop.class);

  private final Turn turn;
  private final WorkConfig config;
  private final Clock clock;
  private final Counter failures;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("work").unstarted(this::run);

  /** When the turn under way began; null between turns. */
  private volatile @Nullable Instant begin;

  Loop(Turn turn, WorkConfig config, Clock clock, MeterRegistry meters) {
    this.turn = turn;
    this.config = config;
    this.clock = clock;
    this.failures = meters.counter("work.turns.failed");
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  /** Begins no new turn, while the service still answers. */
  void leave(@Observes ShutdownDelayInitiatedEvent event) {
    stop.countDown();
  }

  /** Waits for the turn under way. */
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stop.countDown();
    if (!thread.join(config.stopWithin())) {
      LOG.warnf("turn not finished within=%s", config.stopWithin());
    }
  }

  /** Whether turns are taken, and none takes too long. */
  boolean isWell() {
    Instant since = begin;
    boolean stuck =
        since != null
            && Duration.between(since, clock.instant()).compareTo(config.stuckAfter()) > 0;
    return (thread.isAlive() || stop.getCount() == 0) && !stuck;
  }

  private void run() {
    LOG.infof("work begins pause=%s", config.pause());
    long turns = 0;
    try {
      do {
        take();
        turns++;
      } while (!stop.await(config.pause().toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    LOG.infof("work ends turns=%d", turns);
  }

  private void take() {
    begin = clock.instant();
    try {
      turn.take();
    } catch (RuntimeException e) {
      failures.increment();
      LOG.errorf(e, "turn failed");
    } finally {
      begin = null;
    }
  }
}
