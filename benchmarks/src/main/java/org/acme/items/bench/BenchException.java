package org.acme.items.bench;

/** A benchmark cannot run; the message says what to do. */
final class BenchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  BenchException(String message) {
    this(message, 1);
  }

  BenchException(String message, Throwable cause) {
    super(message, cause);
    exitCode = 1;
  }

  private BenchException(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /** What was asked for is not there. */
  static BenchException usage(String message) {
    return new BenchException(message, 2);
  }

  int exitCode() {
    return exitCode;
  }
}
