package org.acme.items.loadtest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.acme.items.loadtest.measurement.Progress;

/**
 * Where people look.
 *
 * @param interactive whether a line can be overwritten and questions can be answered
 */
record Terminal(PrintStream out, PrintStream err, BufferedReader in, boolean interactive) {
  private static final int EVERY_SECONDS = 5;

  /** Overwrites the line before; where that cannot be, now and then a line of its own. */
  void show(Progress progress) {
    String line = line(progress);
    if (interactive) {
      out.print("\r" + line + "\u001b[K");
      out.flush();
    } else if (progress.second() % EVERY_SECONDS == EVERY_SECONDS - 1) {
      out.println(line);
    }
  }

  static String line(Progress progress) {
    StringBuilder line =
        new StringBuilder(
            say(
                "%d/%d s %s %d/s",
                progress.second() + 1, progress.of(), progress.phase(), progress.rate()));
    for (Progress.RouteProgress route : progress.routes()) {
      line.append(
          say(
              " | %s %d/s p50 %.2f p99 %.2f ms, %d bad",
              route.route(), route.offered(), route.p50Millis(), route.p99Millis(), route.bad()));
    }
    return line.append(say(" | own pauses %.1f ms", progress.pauseMillis())).toString();
  }

  @SuppressWarnings("AnnotateFormatMethod") // its annotation would be one more dependency
  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  void print(List<String> lines) {
    if (interactive) {
      out.print("\r\u001b[K");
    }
    lines.forEach(out::println);
    out.flush();
  }

  void complain(String line) {
    err.println(line);
    err.flush();
  }

  boolean asksFor(String question) {
    if (!interactive) {
      return false;
    }
    out.print(question + " [y/N] ");
    out.flush();
    try {
      String answer = in.readLine();
      return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    } catch (IOException e) {
      return false;
    }
  }
}
