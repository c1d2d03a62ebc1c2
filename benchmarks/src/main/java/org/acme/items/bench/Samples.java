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
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** Such as {@code 120 (118–131)}: the median, the least and the most. */
  String text(int decimals) {
    if (values.isEmpty()) {
      return "";
    }
    String number = "%." + decimals + "f";
    return (number + " (" + number + "–" + number + ")")
        .formatted(median(), Collections.min(values), Collections.max(values));
  }
}
