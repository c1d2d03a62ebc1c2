package org.acme.items.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The same quantity, measured several times. */
record Samples(List<Double> values) {
  Samples() {
    this(new ArrayList<>());
  }

  void add(double value) {
    values.add(value);
  }

  double median() {
    return quantile(0.5);
  }

  /** Between the two values next to it, as far as it is from each. */
  double quantile(double share) {
    List<Double> sorted = values.stream().sorted().toList();
    double position = share * (sorted.size() - 1);
    double below = sorted.get((int) Math.floor(position));
    double above = sorted.get((int) Math.ceil(position));
    return below + (above - below) * (position - Math.floor(position));
  }

  /** Pair by pair. */
  Samples dividedBy(Samples others) {
    Samples ratios = new Samples();
    for (int i = 0; i < values.size(); i++) {
      ratios.add(values.get(i) / others.values.get(i));
    }
    return ratios;
  }

  /** Such as {@code 120 (118–131)}: the median, the least and the most, if there are several. */
  String text(int decimals) {
    if (values.isEmpty()) {
      return "";
    }
    String number = "%." + decimals + "f";
    if (values.size() == 1) {
      return number.formatted(values.getFirst());
    }
    return (number + " (" + number + "–" + number + ")")
        .formatted(median(), Collections.min(values), Collections.max(values));
  }
}
