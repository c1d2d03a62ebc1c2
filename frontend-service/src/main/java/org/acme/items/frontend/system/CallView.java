package org.acme.items.frontend.system;

import java.time.Instant;
import org.acme.items.frontend.backend.BackendCall;
import org.jspecify.annotations.Nullable;

/** A call to the backend as the page shows it. */
record CallView(
    Instant at,
    String operation,
    String address,
    String outcome,
    String took,
    @Nullable String traceId) {

  static CallView of(BackendCall call) {
    return new CallView(
        call.at(),
        call.operation(),
        call.address(),
        call.outcome(),
        Texts.duration(call.took()),
        call.traceId());
  }

  public String atText() {
    return Texts.time(at);
  }
}
