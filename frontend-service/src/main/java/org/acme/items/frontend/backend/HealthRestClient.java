package org.acme.items.frontend.backend;

import io.quarkus.rest.client.reactive.Url;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The health check of one task; 503 is an answer, not an exception. */
@RegisterRestClient(configKey = "health")
@Path("/q/health")
interface HealthRestClient {
  @GET
  @Path("/ready")
  Response ready(@Url String task);
}
