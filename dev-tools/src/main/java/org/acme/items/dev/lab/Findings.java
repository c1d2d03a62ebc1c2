package org.acme.items.dev.lab;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a checker looked at and found, told line by line as it goes. */
final class Findings {
  private final Consumer<String> say;
  private @Nullable String hint;

  Findings(Consumer<String> say) {
    this.say = say;
  }

  /** What comes is read from there. */
  void lookAt(String what) {
    say.accept("  looked at  " + what);
  }

  /**
   * Notes whether something is so, and returns it.
   *
   * @param next what to do if it is not
   */
  boolean expect(boolean isSo, String what, String next) {
    say.accept((isSo ? "  holds      " : "  not yet    ") + what);
    if (!isSo && hint == null) {
      hint = next;
    }
    return isSo;
  }

  /** What to do about the first that was not so; null if all was. */
  @Nullable String hint() {
    return hint;
  }
}
