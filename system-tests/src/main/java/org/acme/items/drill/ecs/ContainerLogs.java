package org.acme.items.drill.ecs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What containers said, kept when they are removed. */
public final class ContainerLogs {
  private static volatile Path folder = Path.of("target", "drill-logs");

  private ContainerLogs() {}

  /** Where they are kept from now on. */
  public static void keepIn(Path other) {
    folder = other;
  }

  static void keep(String container) {
    Docker.Answer log = Docker.ask(List.of("logs", container));
    if (log.exit() != 0) {
      return; // it never ran
    }
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(container + ".log"), log.output());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
