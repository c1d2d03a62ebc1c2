package org.acme.items.__package__.work;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Counts. */
@Singleton
final class CountedTurn implements Turn {
  private final Counter turns;

  CountedTurn(MeterRegistry meters) {
    this.turns = meters.counter("work.turns");
  }

  @Override
  public void take() {
    turns.increment();
  }
}
