package org.acme.items.frontend.system;

import org.acme.items.frontend.backend.BackendTask;

/**
 * A state in words, with a shape for the eye. Colour only repeats what both say.
 *
 * @param shape {@code disc}, {@code half}, {@code cross} or {@code ring}
 */
record StateView(String word, String shape) {
  static StateView of(BackendTask.Health health) {
    return switch (health) {
      case READY -> new StateView("Ready", "disc");
      case NOT_READY -> new StateView("Not ready", "half");
      case NO_ANSWER -> new StateView("No answer", "cross");
      case UNKNOWN -> new StateView("Not asked yet", "ring");
    };
  }

  static StateView of(BackendTask.Circuit circuit) {
    return switch (circuit) {
      case CLOSED -> new StateView("Closed", "disc");
      case HALF_OPEN -> new StateView("Half open, on trial", "half");
      case OPEN -> new StateView("Open, left out", "cross");
    };
  }
}
