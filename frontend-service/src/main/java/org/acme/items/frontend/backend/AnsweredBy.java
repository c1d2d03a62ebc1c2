package org.acme.items.frontend.backend;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Which process of the backend answered last while this request was served; for the footer. */
@Named("answeredBy")
@RequestScoped
public class AnsweredBy {
  private @Nullable String instance;
  private @Nullable String version;

  void remember(Response answer) {
    instance = answer.getHeaderString("Service-Instance");
    version = answer.getHeaderString("Service-Version");
  }

  /** Null if none answered. */
  public @Nullable String instance() {
    return instance;
  }

  /** Null if none answered. */
  public @Nullable String version() {
    return version;
  }
}
