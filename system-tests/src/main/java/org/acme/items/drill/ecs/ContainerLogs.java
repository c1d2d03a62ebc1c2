package org.acme.items.drill.ecs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What containers said, kept when they are removed. */
public final class ContainerLogs {
  private static volatile Path folder = Path.of("target", "drill-logs");

  private static final int MAX_WORDS = 120;

  private ContainerLogs() {}

  /** Where they are kept from now on. */
  public static void keepIn(Path other) {
    folder = other;
  }

  /** What ECS leaves to CloudWatch Logs, and people look for first; empty if it said nothing. */
  static String lastWords(String container) {
    String line = Docker.ask(List.of("logs", "--tail", "1", container)).output();
    return line.isBlank() ? "" : ", log: " + line.substring(0, Math.min(line.length(), MAX_WORDS));
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
