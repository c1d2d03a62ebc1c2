package org.acme.items.dev;

import org.jspecify.annotations.Nullable;

/** Something a person has to change; the message says it in one sentence. */
public final class DevException extends RuntimeException {
  private final String sentence;
  private final int exitCode;

  private DevException(String sentence, @Nullable Throwable cause, int exitCode) {
    super(sentence, cause);
    this.sentence = sentence;
    this.exitCode = exitCode;
  }

  public DevException(String sentence) {
    this(sentence, null, 1);
  }

  public DevException(String sentence, Throwable cause) {
    this(sentence, cause, 1);
  }

  /** For what a person gave wrongly, be it an option, a variable or a file. */
  public static DevException usage(String sentence) {
    return new DevException(sentence, null, 2);
  }

  /** What is wrong and what to do. */
  public String sentence() {
    return sentence;
  }

  int exitCode() {
    return exitCode;
  }
}
