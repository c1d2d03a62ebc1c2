package org.acme.items.infra.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/** How many tasks, and what makes them more. */
public record TaskCount(
    @Key(value = "at least, and at first", byDefault = "1") @Max(1000) int min,
    @Key(value = "at most", otherwise = "as many as `min`, so that nothing scales")
        @Min(1)
        @Max(1000)
        @Nullable Integer max,
    @Key(value = "average CPU in percent to keep", otherwise = "60 if nothing else scales it")
        @Min(10)
        @Max(95)
        @Nullable Integer targetCpuPercent,
    @Key(value = "average memory in percent to keep", otherwise = "memory scales nothing")
        @Min(10)
        @Max(95)
        @Nullable Integer targetMemoryPercent,
    @Key(
            value = "requests a minute and task to keep; only behind a load balancer",
            otherwise = "requests scale nothing")
        @Min(1)
        @Max(1_000_000)
        @Nullable Integer requestsPerTarget) {
  /** Average CPU that is kept where nothing else is said, in percent: leaves room for a burst. */
  public static final int DEFAULT_CPU_PERCENT = 60;

  public int most() {
    return max == null ? min : max;
  }

  /** Whether it grows with load, and not by the clock only. */
  public boolean growsWithLoad() {
    return most() > min;
  }
}
