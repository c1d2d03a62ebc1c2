package org.acme.items;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** Micronaut's own endpoint, whose path is fixed, is at /prometheus. */
@Controller("/metrics")
public class MetricsController {
  private final PrometheusMeterRegistry meters;

  MetricsController(PrometheusMeterRegistry meters) {
    this.meters = meters;
  }

  @Get(produces = MediaType.TEXT_PLAIN)
  String scrape() {
    return meters.scrape();
  }
}
