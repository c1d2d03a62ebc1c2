package org.acme.items.frontend;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A backend that answers what a test tells it to, with the headers that every answer has. It is
 * always ready.
 */
public final class BackendStub implements QuarkusTestResourceLifecycleManager {
  private static final String URL = "backend.url";

  private final WireMockServer server =
      new WireMockServer(
          options()
              .bindAddress("127.0.0.1")
              .dynamicPort()
              .usingFilesUnderClasspath("backend-stub"));

  /** For a test: tells the stub what to answer, and asks it what it was sent. */
  public static WireMock connect() {
    URI url = ConfigProvider.getConfig().getValue(URL, URI.class);
    return WireMock.create().host(url.getHost()).port(url.getPort()).build();
  }

  /** An answer out of {@code contracts/}. */
  public static ResponseDefinitionBuilder answer(int status, String contract) {
    return answer(status).withBody(Contracts.read(contract));
  }

  public static ResponseDefinitionBuilder answer(int status) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", status < 400 ? "application/json" : "application/problem+json")
        .withHeader("Service-Instance", "backend-7")
        .withHeader("Service-Version", "2.3.4+def5678")
        .withHeader("Service-Zone", "eu-central-1a");
  }

  @Override
  public Map<String, String> start() {
    server.start();
    return Map.of(
        URL,
        server.baseUrl(),
        "service.instance",
        "frontend-3",
        "service.version",
        "1.2.3+abc1234");
  }

  @Override
  public void stop() {
    server.stop();
  }
}
