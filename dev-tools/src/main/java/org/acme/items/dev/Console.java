package org.acme.items.dev;

import java.io.PrintStream;

/**
 * Where progress and logs are shown.
 *
 * @param color whether it understands ANSI colors
 */
public record Console(PrintStream out, boolean color) {
  private static final int[] COLORS = {36, 35, 33, 34, 32};

  /** The terminal, in color if it is one and NO_COLOR is not set. */
  @SuppressWarnings("SystemConsoleNull") // it is null again without a terminal since JDK 25
  public static Console terminal() {
    java.io.Console terminal = System.console();
    boolean color =
        terminal != null
            && terminal.isTerminal()
            && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
    return new Console(System.out, color);
  }

  /** A line of progress. */
  public synchronized void say(String line) {
    out.println(line);
    out.flush();
  }

  /** A line of a process's log. */
  void log(String process, String line) {
    String prefix = "%-14s| ".formatted(process);
    int shade = COLORS[Math.floorMod(process.hashCode(), COLORS.length)];
    say((color ? "\u001b[%dm%s\u001b[0m".formatted(shade, prefix) : prefix) + line);
  }
}
