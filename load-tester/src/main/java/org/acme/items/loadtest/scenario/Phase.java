package org.acme.items.loadtest.scenario;

import java.util.Locale;

/**
 * A stretch of time with one shape of load.
 *
 * @param from arrivals per second and route at its begin
 * @param to arrivals per second and route at its end; differs from {@code from} in ramps only
 */
public record Phase(Kind kind, int from, int to, int seconds) {
  /** What the load of a phase is for. */
  public enum Kind {
    WARM_UP,
    RAMP,
    STEADY,
    SPIKE,
    SOAK;

    /** As scenarios spell it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Whether what is measured in it counts. */
  public boolean isMeasured() {
    return kind != Kind.WARM_UP && kind != Kind.RAMP;
  }
}
