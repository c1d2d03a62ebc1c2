package org.acme.items.infra.monitoring;

/** Numbers as people write them. */
final class Numbers {
  private Numbers() {}

  /** {@code 99}, {@code 99.9}. */
  static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
