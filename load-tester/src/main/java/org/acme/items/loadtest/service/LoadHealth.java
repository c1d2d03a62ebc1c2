package org.acme.items.loadtest.service;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down when load should be made and is not; a target that is down is no reason. */
@Liveness
@ApplicationScoped
class LoadHealth implements HealthCheck {
  private final LoadService service;

  LoadHealth(LoadService service) {
    this.service = service;
  }

  @Override
  public HealthCheckResponse call() {
    LoadService.State state = service.state();
    return HealthCheckResponse.named("load")
        .withData("state", state.toString())
        .status(state != LoadService.State.BROKEN)
        .build();
  }
}
