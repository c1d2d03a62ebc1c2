package org.acme.items.frontend.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.acme.items.frontend.BackendStub;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(BackendStub.class)
class ResponseHeadersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/items/new", "/items.css", "/q/health/live", "/q/metrics", "/not-there"})
  void everyAnswerTellsWhoGaveItAndWhatABrowserMayDo(String path) {
    Response answer = given().get(path);

    assertThat(answer.header("Service-Instance")).isEqualTo("frontend-3");
    assertThat(answer.header("Service-Version")).isEqualTo("1.2.3+abc1234");
    assertThat(answer.header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
                + " base-uri 'none'; frame-ancestors 'none'");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
    assertThat(answer.headers().hasHeaderWithName("Set-Cookie")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/items/new", "/not-there"})
  void noPageNeedsWhatThePolicyForbids(String path) {
    String page = given().get(path).asString();

    assertThat(page)
        .doesNotContain("<script", "<style", "style=", "http://", "https://")
        .doesNotContainPattern("\\son[a-z]+=");
  }
}
