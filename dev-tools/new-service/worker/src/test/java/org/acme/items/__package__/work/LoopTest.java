package org.acme.items.__package__.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoopTest {
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicInteger finished = new AtomicInteger();

  @Test
  void turnUnderWayIsFinishedAndNoOtherBegins() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Loop loop =
        loop(
            () -> {
              begun.countDown();
              await(release);
              finished.incrementAndGet();
            },
            Duration.ofMinutes(5));
    loop.start(new StartupEvent());
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

    loop.leave(new ShutdownDelayInitiatedEvent());
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> stop(loop));
    release.countDown();
    stopped.get(20, TimeUnit.SECONDS);

    assertThat(finished).hasValue(1);
  }

  @Test
  void failureIsCountedAndTheNextTurnComes() throws Exception {
    CountDownLatch turns = new CountDownLatch(2);
    Loop loop =
        loop(
            () -> {
              turns.countDown();
              throw new IllegalStateException("on purpose");
            },
            Duration.ofMinutes(5));

    loop.start(new StartupEvent());

    assertThat(turns.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(loop.isWell()).isTrue();
    stop(loop);
    assertThat(meters.counter("work.turns.failed").count()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void turnThatTakesTooLongIsNotWell() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Loop loop =
        loop(
            () -> {
              begun.countDown();
              await(release);
            },
            Duration.ofNanos(-1));
    loop.start(new StartupEvent());
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

    assertThat(loop.isWell()).isFalse();

    release.countDown();
    stop(loop);
  }

  @Test
  void loopThatWasNotStartedIsNotWell() {
    assertThat(loop(() -> {}, Duration.ofMinutes(5)).isWell()).isFalse();
  }

  private Loop loop(Turn turn, Duration stuckAfter) {
    return new Loop(turn, new Quick(stuckAfter), Clock.systemUTC(), meters);
  }

  private record Quick(Duration stuckAfter) implements WorkConfig {
    @Override
    public Duration pause() {
      return Duration.ofMillis(1);
    }

    @Override
    public Duration stopWithin() {
      return Duration.ofSeconds(20);
    }
  }

  private static void stop(Loop loop) {
    try {
      loop.stop(new ShutdownEvent());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
