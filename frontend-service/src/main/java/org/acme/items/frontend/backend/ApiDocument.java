package org.acme.items.frontend.backend;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The document that describes the backend's API (OpenAPI, as YAML). */
@Singleton
public class ApiDocument {
  private static final String OPERATION = "get API document";

  private final ApiDocumentRestClient backend;
  private final BackendCalls calls;

  ApiDocument(@RestClient ApiDocumentRestClient backend, BackendCalls calls) {
    this.backend = backend;
    this.calls = calls;
  }

  /**
   * Asks the backend for it.
   *
   * @throws BackendUnavailableException if the backend does not answer with it
   */
  public String yaml() {
    Response answer = calls.send(OPERATION, (task, _) -> backend.get(task)).response();
    if (answer.getStatus() != 200) {
      throw new BackendUnavailableException(OPERATION, "status " + answer.getStatus(), null);
    }
    return answer.readEntity(String.class);
  }
}
