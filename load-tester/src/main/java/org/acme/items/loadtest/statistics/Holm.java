package org.acme.items.loadtest.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Looking at several quantiles must not make a false alarm likelier. */
public final class Holm {
  private Holm() {}

  /** P-values adjusted by Holm's step-down method, in the order given. */
  public static double[] adjust(double... pValues) {
    Integer[] order =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .toArray(Integer[]::new);
    double[] adjusted = new double[pValues.length];
    double largest = 0;
    for (int i = 0; i < order.length; i++) {
      largest = Math.max(largest, Math.min(1, pValues[order[i]] * (order.length - i)));
      adjusted[order[i]] = largest;
    }
    return Arrays.copyOf(adjusted, adjusted.length);
  }
}
