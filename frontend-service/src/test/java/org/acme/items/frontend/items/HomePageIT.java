package org.acme.items.frontend.items;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.response.Response;
import org.acme.items.frontend.NoBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged service with no backend at all. */
@QuarkusIntegrationTest
@WithTestResource(NoBackend.class)
class HomePageIT {
  @Test
  void pageAnswersWithANotice() {
    Response answer = given().get("/");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.asString())
        .contains("The items service does not answer right now. Nothing is lost; try again.");
  }

  @Test
  void strangersAreToldNothingOfTheInsideUnlessItIsSwitchedOn() {
    Response answer = given().get("/");

    assertThat(answer.asString()).contains("1.2.3+abc1234").doesNotContain("frontend-3", "/system");
    assertThat(answer.headers().hasHeaderWithName("Service-Instance")).isFalse();
    assertThat(given().get("/system").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"/items.css, text/css", "/items.js, text/javascript"})
  void fileIsThere(String path, String type) {
    Response answer = given().get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.contentType()).startsWith(type);
  }

  @Test
  void typedValuesSurvive() {
    Response answer =
        given()
            .header("Sec-Fetch-Site", "same-origin")
            .formParam("name", "Oolong tea")
            .formParam("quantity", "42")
            .post("/items");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.asString()).contains("value=\"Oolong tea\"");
  }

  @Test
  void serviceIsReady() {
    assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200);
    assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);
    assertThat(given().get("/q/health/started").statusCode()).isEqualTo(200);
  }

  @Test
  void metricsAreThere() {
    given().get("/");

    assertThat(given().get("/q/metrics").asString()).contains("http_server_requests_seconds");
  }
}
