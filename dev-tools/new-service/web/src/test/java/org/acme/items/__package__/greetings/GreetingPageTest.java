package org.acme.items.__package__.greetings;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GreetingPageTest {
  private static final String PAGE = "/__name__";

  @Test
  void visitorIsGreetedByName() {
    Response answer = given().queryParam("visitor", "Ada").get(PAGE);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.contentType()).startsWith("text/html");
    assertThat(answer.asString()).contains("<h1>Hello, Ada</h1>", "value=\"Ada\"");
  }

  @Test
  void whatIsTypedIsTextAndNotMarkup() {
    String page = given().queryParam("visitor", "<b>\"Ada\"").get(PAGE).asString();

    assertThat(page).contains("&lt;b&gt;&quot;Ada&quot;").doesNotContain("<b>");
  }

  @Test
  void browsersMayUseNothingButFilesOfOurOwn() {
    assertThat(given().get(PAGE).header("Content-Security-Policy"))
        .startsWith("default-src 'none';");
  }

  @Test
  void startLeadsToThePage() {
    given()
        .redirects()
        .follow(false)
        .get("/")
        .then()
        .statusCode(303)
        .header("Location", endsWith(PAGE));
  }
}
