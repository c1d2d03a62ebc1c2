package org.acme.items.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** Where it was measured. */
final class Machine {
  private Machine() {}

  /** Date, processor, system and Java, as one line. */
  static String facts() {
    return "%s, %d × %s, %s %s, Java %s"
        .formatted(
            LocalDate.now(java.time.ZoneOffset.UTC),
            Processors.ALL,
            processor(),
            System.getProperty("os.name"),
            System.getProperty("os.version").replaceAll("[^0-9.].*", ""),
            System.getProperty("java.version"));
  }

  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
