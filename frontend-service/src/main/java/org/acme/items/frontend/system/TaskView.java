package org.acme.items.frontend.system;

import org.acme.items.frontend.backend.BackendTask;
import org.jspecify.annotations.Nullable;

/** A task of the backend as the page shows it. */
record TaskView(
    String address,
    @Nullable String instance,
    @Nullable String version,
    @Nullable String zone,
    StateView health,
    StateView circuit,
    int inFlight,
    long calls,
    String p50,
    String p99) {

  static TaskView of(BackendTask task) {
    return new TaskView(
        task.address(),
        task.instance(),
        task.version(),
        task.zone(),
        StateView.of(task.health()),
        StateView.of(task.circuit()),
        task.inFlight(),
        task.calls(),
        Texts.duration(task.p50()),
        Texts.duration(task.p99()));
  }
}
