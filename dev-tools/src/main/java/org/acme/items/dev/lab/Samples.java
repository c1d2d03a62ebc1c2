package org.acme.items.dev.lab;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a service answers at {@code /q/metrics}, in the text format of Prometheus. */
record Samples(List<Sample> all) {
  private static final Pattern LINE = Pattern.compile("([a-z_]+)(?:\\{(.*?)\\})? ([0-9.eE+-]+).*");
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  Samples {
    all = List.copyOf(all);
  }

  /** One line of it. */
  record Sample(String name, Map<String, String> labels, double value) {
    Sample {
      labels = Map.copyOf(labels);
    }

    String label(String key) {
      return labels.getOrDefault(key, "");
    }
  }

  static Samples parse(String text) {
    return new Samples(
        text.lines()
            .filter(line -> !line.startsWith("#"))
            .map(LINE::matcher)
            .filter(Matcher::matches)
            .map(Samples::sample)
            .toList());
  }

  private static Sample sample(Matcher line) {
    Map<String, String> labels = new TreeMap<>();
    if (line.group(2) != null) {
      Matcher label = LABEL.matcher(line.group(2));
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
    }
    return new Sample(line.group(1), labels, Double.parseDouble(line.group(3)));
  }

  /** Of the samples with a name that are chosen; 0 without any. */
  double sum(String name, Predicate<Sample> chosen) {
    return all.stream()
        .filter(sample -> sample.name().equals(name))
        .filter(chosen)
        .mapToDouble(Sample::value)
        .sum();
  }

  /** Of a timer: its seconds by its count, in milliseconds; 0 without any. */
  double averageMillis(String timer, Predicate<Sample> chosen) {
    double count = sum(timer + "_count", chosen);
    return count == 0 ? 0 : 1000 * sum(timer + "_sum", chosen) / count;
  }
}
