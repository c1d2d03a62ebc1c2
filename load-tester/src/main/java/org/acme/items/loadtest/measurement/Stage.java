package org.acme.items.loadtest.measurement;

import java.util.ArrayList;
import java.util.List;
import org.acme.items.loadtest.scenario.Phase;
import org.acme.items.loadtest.scenario.Scenario;

/**
 * A round that is to come.
 *
 * @param rate per second and route
 */
record Stage(Phase phase, int rate, int seconds) {
  private static final int STEPS_OF_A_RAMP = 10;

  /** The rounds of a scenario. Ramps are stairs. */
  static List<Stage> of(Scenario scenario) {
    List<Stage> stages = new ArrayList<>();
    for (Phase phase : scenario.phases()) {
      int length = scenario.roundSeconds();
      if (phase.kind() == Phase.Kind.RAMP) {
        length = Math.clamp(phase.seconds() / STEPS_OF_A_RAMP, 1, length);
      }
      int done = 0;
      while (done < phase.seconds()) {
        int left = phase.seconds() - done;
        // No round of a second or two at the end.
        int seconds = left < length + Math.min(length, 3) ? left : length;
        double middle = (done + seconds / 2.0) / phase.seconds();
        long rate = Math.round(phase.from() + (phase.to() - phase.from()) * middle);
        stages.add(new Stage(phase, (int) Math.max(1, rate), seconds));
        done += seconds;
      }
    }
    return stages;
  }
}
