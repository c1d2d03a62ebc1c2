package org.acme.items.dev.buildspec;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What follows when a phase fails.
 *
 * @param retries how often the whole build is begun again
 * @param message what the output of the phase must contain for that
 */
public record OnFailure(Action action, int retries, Pattern message) {
  /** AWS documents three where no number is given. */
  private static final int RETRIES = 3;

  private static final Pattern ANYTHING = Pattern.compile("");
  private static final Pattern RETRY = Pattern.compile("RETRY(?:-(\\d{1,3}))?(?:-(.+))?");

  /** The rule where a buildspec says nothing. */
  static final OnFailure DEFAULT = new OnFailure(Action.DEFAULT, 0, ANYTHING);

  /** Kinds of rules. */
  public enum Action {
    /** After {@code build} comes {@code post_build}; after other phases the build ends. */
    DEFAULT,
    ABORT,
    CONTINUE,
    RETRY
  }

  /** Reads {@code RETRY-2-timed out} and the like; empty for what is none of the rules. */
  static Optional<OnFailure> parse(String text) {
    if (text.equals("ABORT") || text.equals("CONTINUE")) {
      return Optional.of(new OnFailure(Action.valueOf(text), 0, ANYTHING));
    }
    Matcher retry = RETRY.matcher(text);
    if (!retry.matches()) {
      return Optional.empty();
    }
    int retries = retry.group(1) == null ? RETRIES : Integer.parseInt(retry.group(1));
    return retries > 100
        ? Optional.empty()
        : Optional.of(
            new OnFailure(
                Action.RETRY,
                retries,
                retry.group(2) == null ? ANYTHING : Pattern.compile(retry.group(2))));
  }

  /** Whether the build is begun again after this many retries. */
  boolean again(int retried, String output) {
    return action == Action.RETRY && retried < retries && message.matcher(output).find();
  }
}
