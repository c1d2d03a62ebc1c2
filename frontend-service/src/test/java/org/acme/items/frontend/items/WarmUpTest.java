package org.acme.items.frontend.items;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.acme.items.frontend.BackendStub;
import org.junit.jupiter.api.Test;

/** What has happened when the service has started. In a process of its own, before any visitor. */
@QuarkusTest
@TestProfile(WarmUpTest.JustStarted.class)
@WithTestResource(BackendStub.class)
class WarmUpTest {
  /** Nothing but a start of its own. */
  public static final class JustStarted implements QuarkusTestProfile {}

  @Test
  void listIsMadeBeforeTheFirstVisitorAsksForIt() {
    BackendStub.connect()
        .verifyThat(
            getRequestedFor(urlPathEqualTo("/items")).withQueryParam("limit", equalTo("25")));
  }
}
