package org.acme.items.dev.scaffold;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** What fails at one step. */
final class Failing {
  static final String MESSAGE = "on purpose";

  private Failing() {}

  static Consumer<Path> atStep(int failing) {
    AtomicInteger step = new AtomicInteger();
    return _ -> {
      if (step.getAndIncrement() == failing) {
        throw new IllegalStateException(MESSAGE);
      }
    };
  }
}
