package org.acme.items.frontend.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.acme.items.frontend.BackendStub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(BackendStub.class)
class ErrorPagesTest {
  @Test
  void unknownPathIsAPlainPage() {
    Response answer = given().get("/no/such/page");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.contentType()).isEqualTo("text/html;charset=UTF-8");
    assertThat(answer.asString()).contains("<h1>Nothing is here</h1>");
  }

  @Test
  void idThatCouldNameAnotherPathOfTheBackendIsNotPassedOn() {
    Response answer = given().urlEncodingEnabled(false).get("/items/..%2Fq%2Fmetrics");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.asString()).contains("<h1>Nothing is here</h1>");
  }

  @Test
  void methodThatAPageDoesNotHaveIsAPlainPage() {
    Response answer = given().header("Sec-Fetch-Site", "same-origin").put("/items/new");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.asString()).contains("<h1>That did not work</h1>");
  }

  @ParameterizedTest
  @ValueSource(ints = {65, 1000})
  void formAboveTheLimitIsAPlainPage(int kilobytes) {
    Response answer = send("a=b&".repeat(kilobytes * 256));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.asString()).contains("<h1>That is too much text</h1>");
  }

  @Test
  void bodyFarAboveTheLimitIsRefused() {
    assertThat(send("a=b&".repeat(1100 * 256)).statusCode()).isEqualTo(413);
  }

  @Test
  void fieldAboveTheLimitIsAPlainPage() {
    Response answer = send("name=" + "a".repeat(33 * 1024));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.asString()).contains("<h1>That is too much text</h1>");
  }

  @Test
  void failureTellsNothingOfTheInside() {
    var failure = new IllegalStateException("10.0.3.7 refused");

    Object page = new ErrorPages().failed(failure).getEntity();

    assertThat(page.toString())
        .contains("<h1>Something broke on our side</h1>")
        .doesNotContain("10.0.3.7", "IllegalState");
  }

  private static Response send(String form) {
    return given()
        .header("Sec-Fetch-Site", "same-origin")
        .contentType("application/x-www-form-urlencoded")
        .body(form)
        .post("/items");
  }
}
