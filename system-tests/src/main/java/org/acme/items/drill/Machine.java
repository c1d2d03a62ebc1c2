package org.acme.items.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.acme.items.drill.ecs.Docker;

/** Where a drill ran. */
final class Machine {
  private Machine() {}

  /** Such as {@code 2 processors, 24 GiB, Linux 6.1, Docker 26.1}. */
  static String facts() {
    return "%d processors, %s, %s %s, Docker %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            memory(),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            Docker.run("version", "--format", "{{.Server.Version}}"));
  }

  private static String memory() {
    try {
      long kib =
          Files.readAllLines(Path.of("/proc/meminfo")).stream()
              .filter(line -> line.startsWith("MemTotal"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
              .findFirst()
              .orElse(0);
      return Math.round(kib / 1048576.0) + " GiB";
    } catch (IOException e) {
      return "unknown memory";
    }
  }
}
