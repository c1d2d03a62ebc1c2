package org.acme.items.dev.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.acme.items.dev.DevException;

/**
 * A program that answers a question.
 *
 * @param name as it is found on the path: {@code git}
 * @param folder where it runs
 */
record Program(String name, Path folder) {
  private static final int LIMIT_SECONDS = 60;
  private static final int NOT_FOUND = 127;

  /**
   * How it ended.
   *
   * @param exit 127 if it is not here, as in a shell
   * @param output what it printed, errors included, without white space at the ends
   */
  record Ended(int exit, String output) {
    boolean succeeded() {
      return exit == 0;
    }
  }

  /**
   * Runs it to its end.
   *
   * @throws DevException if it takes more than a minute
   */
  Ended run(String... arguments) {
    List<String> command = new ArrayList<>(List.of(name));
    command.addAll(List.of(arguments));
    try {
      Path output = Files.createTempFile("lab", ".out");
      try {
        Process process =
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new DevException(
              "%s has not ended after %d s".formatted(String.join(" ", command), LIMIT_SECONDS));
        }
        String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        return new Ended(process.exitValue(), text.strip());
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      return new Ended(NOT_FOUND, "%s cannot be run: %s".formatted(name, e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DevException("Interrupted", e);
    }
  }
}
