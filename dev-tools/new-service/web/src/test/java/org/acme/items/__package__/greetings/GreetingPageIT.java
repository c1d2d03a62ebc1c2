package org.acme.items.__package__.greetings;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged service. */
@QuarkusIntegrationTest
class GreetingPageIT {
  private static final String PAGE = "/__name__";

  @Test
  void visitorIsGreetedByName() {
    assertThat(given().queryParam("visitor", "Ada").get(PAGE).asString())
        .contains("<h1>Hello, Ada</h1>");
  }

  @ParameterizedTest
  @CsvSource({"page.css, text/css", "icon.svg, image/svg+xml"})
  void fileIsThere(String file, String type) {
    assertThat(given().get(PAGE + "/" + file).contentType()).startsWith(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q/health/live", "/q/health/ready", "/q/metrics"})
  void serviceTellsHowItIs(String path) {
    assertThat(given().get(path).statusCode()).isEqualTo(200);
  }
}
