package org.acme.items.bench;

import java.nio.file.Path;

/** The JDK that runs this. */
final class Java {
  private Java() {}

  /** Path of one of its programs. */
  static String command(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }
}
