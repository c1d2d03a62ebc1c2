package org.acme.items.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  /** As {@link System#nanoTime} may: it overflows while the test runs. */
  private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1_000);

  @Test
  void timeSinceTheArrivalIsTakenFromWhatTheCallerWaits() {
    long arrival = nanoTime.get();
    nanoTime.addAndGet(Duration.ofMillis(30).toNanos());

    Deadline deadline = Deadline.ofCaller(arrival, Duration.ofMillis(100), nanoTime::get);

    assertThat(deadline.left()).isEqualTo(Duration.ofMillis(70));
  }

  @Test
  void requestThatWaitedLongerThanItsCallerIsTooLate() {
    long arrival = nanoTime.get();
    nanoTime.addAndGet(Duration.ofMillis(100).toNanos());

    Deadline deadline = Deadline.ofCaller(arrival, Duration.ofMillis(100), nanoTime::get);

    assertThat(deadline.hasPassed()).isTrue();
  }

  @Test
  void limitThatIsLaterThanTheCallersDeadlineChangesNothing() {
    Deadline deadline = Deadline.ofCaller(nanoTime.get(), Duration.ofSeconds(1), nanoTime::get);

    assertThat(deadline.atMost(Duration.ofSeconds(2))).isEqualTo(deadline);
  }

  @Test
  void limitThatIsEarlierThanTheCallersDeadlineIsOurs() {
    Deadline deadline =
        Deadline.ofCaller(nanoTime.get(), Duration.ofSeconds(3), nanoTime::get)
            .atMost(Duration.ofSeconds(2));

    assertThat(deadline.left()).isEqualTo(Duration.ofSeconds(2));
    assertThat(deadline.ofCaller()).isFalse();
  }

  @Test
  void callerThatSaysNothingWaitsLongerThanAnyRequestTakes() {
    assertThat(Deadline.none().left()).isGreaterThan(Duration.ofDays(300));
  }
}
