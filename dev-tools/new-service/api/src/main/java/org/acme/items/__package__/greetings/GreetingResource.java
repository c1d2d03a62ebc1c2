package org.acme.items.__package__.greetings;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Greets by name. */
@Path("/greetings")
public final class GreetingResource {
  @GET
  @Path("{visitor}")
  @Produces(MediaType.APPLICATION_JSON)
  public Greeting greeting(@PathParam("visitor") String visitor) {
    try {
      return Greeting.of(visitor);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(e.getMessage(), e);
    }
  }
}
