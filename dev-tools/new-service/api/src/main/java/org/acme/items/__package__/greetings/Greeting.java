package org.acme.items.__package__.greetings;

/**
 * A greeting.
 *
 * @param visitor 1 to 60 characters, not only spaces
 */
public record Greeting(String visitor, String text) {
  static final int LONGEST = 60;

  /**
   * Greets a visitor.
   *
   * @throws IllegalArgumentException if the name is blank or too long
   */
  static Greeting of(String visitor) {
    if (visitor.isBlank() || visitor.length() > LONGEST) {
      throw new IllegalArgumentException(
          "visitor must have 1 to %d characters that are not only spaces, got \"%s\""
              .formatted(LONGEST, visitor));
    }
    return new Greeting(visitor, "Hello, " + visitor);
  }
}
