package org.acme.items.__package__.greetings;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged service. */
@QuarkusIntegrationTest
class GreetingResourceIT {
  @Test
  void visitorIsGreetedByName() {
    given().get("/greetings/Ada").then().statusCode(200).body("text", is("Hello, Ada"));
  }

  @Test
  void unknownPathIsAProblem() {
    given().get("/nothing").then().statusCode(404).body("status", is(404));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q/health/live", "/q/health/ready", "/q/metrics"})
  void serviceTellsHowItIs(String path) {
    assertThat(given().get(path).statusCode()).isEqualTo(200);
  }
}
