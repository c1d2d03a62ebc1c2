package org.acme.items.dev;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commit of a checkout. */
final class Commit {
  private static final String UNKNOWN = "local";

  private Commit() {}

  /** Short, with {@code -dirty} where files differ from it; {@code local} where git cannot say. */
  static String of(Path root) {
    return git(root, "describe", "--always", "--dirty", "--exclude=*");
  }

  /** All forty digits; {@code local} where git cannot say. */
  static String full(Path root) {
    return git(root, "rev-parse", "HEAD");
  }

  private static String git(Path root, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      Process git =
          new ProcessBuilder(command)
              .directory(root.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      git.getOutputStream().close();
      String commit =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.waitFor() == 0 && !commit.isEmpty() ? commit : UNKNOWN;
    } catch (IOException e) {
      return UNKNOWN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return UNKNOWN;
    }
  }
}
