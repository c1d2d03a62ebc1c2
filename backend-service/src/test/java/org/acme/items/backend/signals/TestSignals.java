package org.acme.items.backend.signals;

import java.util.Optional;

/** A configuration with metrics on and a limit of 300 ms. */
record TestSignals() implements SignalsConfig {
  @Override
  public Optional<String> metricsNamespace() {
    return Optional.of("Items");
  }

  @Override
  public String stage() {
    return "tested";
  }

  @Override
  public int sloLatencyMs() {
    return 300;
  }

  @Override
  public double tracesRatio() {
    return 0;
  }
}
