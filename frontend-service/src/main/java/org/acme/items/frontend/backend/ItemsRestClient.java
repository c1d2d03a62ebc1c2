package org.acme.items.frontend.backend;

import io.quarkus.rest.client.reactive.Url;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * The backend's API as {@code contracts/} has it, at one of its addresses. Every status is an
 * answer, none an exception. The timeout tells the backend for how long somebody waits.
 */
@RegisterRestClient(configKey = "items")
@RegisterClientHeaders
@Path("/items")
@Consumes(MediaType.APPLICATION_JSON)
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
interface ItemsRestClient {
  String TIMEOUT = "Request-Timeout-Ms";

  @GET
  Response list(
      @Url String task,
      @RestHeader(TIMEOUT) long timeoutMs,
      @RestQuery int limit,
      @RestQuery @Nullable String pageToken);

  @GET
  @Path("/{id}")
  Response get(@Url String task, @RestHeader(TIMEOUT) long timeoutMs, @RestPath String id);

  @POST
  Response create(
      @Url String task,
      @RestHeader(TIMEOUT) long timeoutMs,
      @RestHeader("Idempotency-Key") String idempotencyKey,
      NewItem item);

  @PUT
  @Path("/{id}")
  Response replace(
      @Url String task,
      @RestHeader(TIMEOUT) long timeoutMs,
      @RestPath String id,
      @RestHeader(HttpHeaders.IF_MATCH) String ifMatch,
      NewItem item);

  @DELETE
  @Path("/{id}")
  Response delete(
      @Url String task,
      @RestHeader(TIMEOUT) long timeoutMs,
      @RestPath String id,
      @RestHeader(HttpHeaders.IF_MATCH) String ifMatch);

  @POST
  @Path("/{id}/restore")
  Response restore(@Url String task, @RestHeader(TIMEOUT) long timeoutMs, @RestPath String id);
}
