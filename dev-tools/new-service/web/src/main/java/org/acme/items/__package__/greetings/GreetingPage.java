package org.acme.items.__package__.greetings;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Greets. The load balancer sends what is below the name of the service. */
@Path("/")
public final class GreetingPage {
  private static final String PAGE = "/__name__";

  private final String version;

  GreetingPage(@ConfigProperty(name = "service.version") String version) {
    this.version = version;
  }

  /** For people on a laptop, where no load balancer stands in front. */
  @GET
  public Response start() {
    return Response.seeOther(URI.create(PAGE)).build();
  }

  @GET
  @Path(PAGE)
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance greeting(@QueryParam("visitor") @DefaultValue("") String visitor) {
    return Templates.greeting(GreetingView.of(visitor, version));
  }
}
