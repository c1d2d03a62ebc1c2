package org.acme.items.__package__.work;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down when the work does not go on. */
@Liveness
@ApplicationScoped
class LoopHealth implements HealthCheck {
  private final Loop loop;

  LoopHealth(Loop loop) {
    this.loop = loop;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("work").status(loop.isWell()).build();
  }
}
