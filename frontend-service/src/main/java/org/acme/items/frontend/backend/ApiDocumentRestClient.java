package org.acme.items.frontend.backend;

import io.quarkus.rest.client.reactive.Url;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The document that describes the backend's API. */
@RegisterRestClient(configKey = "items")
@Path("/q/openapi")
interface ApiDocumentRestClient {
  @GET
  @Produces("application/yaml")
  Response get(@Url String task);
}
