package org.acme.items.frontend.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
  private final AtomicLong nanoTime = new AtomicLong();
  private final RetryBudget budget = new RetryBudget(new StoppedTime(nanoTime));

  @Test
  void hundredRetriesAreSaved() {
    assertThat(spendAll()).isEqualTo(100);
  }

  @Test
  void callsPayForAFifthAsManyRetries() {
    spendAll();

    IntStream.range(0, 50).forEach(_ -> budget.payIn());

    assertThat(spendAll()).isEqualTo(10);
  }

  @Test
  void eachSecondPaysForTenRetries() {
    spendAll();

    nanoTime.addAndGet(2_000_000_000);

    assertThat(spendAll()).isEqualTo(20);
  }

  @Test
  void noMoreThanAHundredAreEverSaved() {
    IntStream.range(0, 5000).forEach(_ -> budget.payIn());
    nanoTime.addAndGet(3_600_000_000_000L);

    assertThat(spendAll()).isEqualTo(100);
  }

  private long spendAll() {
    return IntStream.range(0, 1000).filter(_ -> budget.spend()).count();
  }

  private record StoppedTime(AtomicLong nanoTime) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return nanoTime.get();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
