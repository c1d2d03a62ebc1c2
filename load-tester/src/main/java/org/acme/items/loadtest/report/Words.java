package org.acme.items.loadtest.report;

import java.util.Locale;
import org.acme.items.loadtest.statistics.Interval95;
import org.acme.items.loadtest.statistics.Verdict;

/** How results are said, the same on every machine. */
final class Words {
  private Words() {}

  @SuppressWarnings("AnnotateFormatMethod") // its annotation would be one more dependency
  static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  static String number(double value) {
    return value == Math.rint(value) ? String.valueOf(Math.round(value)) : String.valueOf(value);
  }

  /**
   * A difference that something can be said about.
   *
   * @param who is slower, or faster
   * @param margin within which it does not matter, in milliseconds
   * @param more that is needed to tell: {@code about 3 more minutes}
   */
  static String difference(
      String who, Verdict verdict, Interval95 difference, double margin, String more) {
    String interval = say("95 %% CI %.3f to %.3f ms", difference.low(), difference.high());
    return switch (verdict) {
      case SLOWER -> say("%s is slower by %.3f ms (%s)", who, difference.estimate(), interval);
      case FASTER -> say("%s is faster by %.3f ms (%s)", who, -difference.estimate(), interval);
      case EQUIVALENT -> say("equivalent within %.3f ms (%s)", margin, interval);
      case INCONCLUSIVE -> say("inconclusive: %s (%s)", more, interval);
    };
  }
}
