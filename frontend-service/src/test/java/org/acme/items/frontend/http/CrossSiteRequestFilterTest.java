package org.acme.items.frontend.http;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.acme.items.frontend.BackendStub;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendStub.class)
class CrossSiteRequestFilterTest {
  private final WireMock backend = BackendStub.connect();

  @BeforeEach
  void acceptEverything() {
    backend.resetToDefaultMappings();
    backend.register(
        post(urlPathEqualTo("/items")).willReturn(BackendStub.answer(201, "item.json")));
  }

  @Test
  void formOfAnotherSiteIsRefused() {
    Response answer = send(given().header("Sec-Fetch-Site", "cross-site"));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.contentType()).startsWith("text/html");
    assertThat(answer.asString()).contains("This form came from another site");
    backend.verifyThat(0, anyRequestedFor(urlPathMatching("/items.*")));
  }

  @Test
  void formWithoutAnySignOfWhereItCameFromIsRefused() {
    Response answer = send(given());

    assertThat(answer.statusCode()).isEqualTo(403);
    backend.verifyThat(0, anyRequestedFor(urlPathMatching("/items.*")));
  }

  @Test
  void originOfAnotherSiteIsRefused() {
    Response answer = send(given().header("Origin", "http://localhost.example"));

    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void forwardedHeadersDoNotMakeAForeignOriginOurs() {
    Response answer =
        send(
            given()
                .header("Origin", "https://evil.example")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "https"));

    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void ownOriginIsAccepted() {
    Response answer = send(given().header("Origin", RestAssured.baseURI + ":" + RestAssured.port));

    assertThat(answer.statusCode()).isEqualTo(303);
  }

  @Test
  void sameOriginIsAccepted() {
    Response answer = send(given().header("Sec-Fetch-Site", "same-origin"));

    assertThat(answer.statusCode()).isEqualTo(303);
  }

  private static Response send(RequestSpecification request) {
    return request
        .redirects()
        .follow(false)
        .formParam("name", "Oolong tea")
        .formParam("price.amount", "12.50")
        .formParam("price.currency", "EUR")
        .formParam("quantity", "42")
        .post("/items");
  }
}
