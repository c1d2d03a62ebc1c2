package org.acme.items.infra.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The price list in {@code prices.properties}. */
final class Prices {
  private final Properties prices = new Properties();

  Prices() {
    try (InputStream file =
        Objects.requireNonNull(Prices.class.getResourceAsStream("/prices.properties"))) {
      prices.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String date() {
    return text("date");
  }

  String region() {
    return text("region");
  }

  /** USD a month of something that is priced by the hour. */
  double hourly(String name) {
    return number(name) * number("hoursPerMonth");
  }

  /** USD a month of something that is priced by the month, or another number of the list. */
  double number(String name) {
    return Double.parseDouble(text(name));
  }

  private String text(String name) {
    String value = prices.getProperty(name);
    if (value == null) {
      throw new IllegalStateException("prices.properties has no " + name);
    }
    return value;
  }
}
