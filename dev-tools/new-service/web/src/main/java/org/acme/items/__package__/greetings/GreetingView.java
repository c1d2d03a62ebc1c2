package org.acme.items.__package__.greetings;

/**
 * What the page shows.
 *
 * @param visitor as typed, without spaces around it; empty for nobody
 * @param version of the service
 */
public record GreetingView(String visitor, String version) {
  /** Characters of a name; what is beyond is left out. */
  public static final int LONGEST = 60;

  static GreetingView of(String typed, String version) {
    String visitor = typed.strip();
    return new GreetingView(visitor.substring(0, Math.min(visitor.length(), LONGEST)), version);
  }

  public String title() {
    return visitor.isEmpty() ? "Hello" : "Hello, " + visitor;
  }

  public int longest() {
    return LONGEST;
  }
}
