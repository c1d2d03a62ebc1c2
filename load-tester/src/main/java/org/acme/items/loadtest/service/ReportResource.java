package org.acme.items.loadtest.service;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.acme.items.loadtest.report.HtmlReport;

/** The latest report, for people. */
@Path("/")
public final class ReportResource {
  private final LoadService service;

  ReportResource(LoadService service) {
    this.service = service;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public String latest() {
    return service
        .latest()
        .map(HtmlReport::render)
        .orElseGet(() ->
            """
            <!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="10">
            <title>Load</title><p>No window has ended yet. State: %s. Metrics: /q/metrics</p></html>
            """
                .formatted(service.state()));
  }
}
