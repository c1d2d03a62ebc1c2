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
class ResponseHeadersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/items/new",
        "/items.css",
        "/items.js",
        "/system",
        "/q/health/live",
        "/q/metrics",
        "/not-there"
      })
  void everyAnswerTellsWhoGaveItAndWhatABrowserMayDo(String path) {
    Response answer = given().get(path);

    assertThat(answer.header("Service-Instance")).isEqualTo("frontend-3");
    assertThat(answer.header("Service-Version")).isEqualTo("1.2.3+abc1234");
    assertThat(answer.header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                + " connect-src 'self'; form-action 'self'; base-uri 'none';"
                + " frame-ancestors 'none'");
    assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("Permissions-Policy")).contains("camera=()", "geolocation=()");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/items/new", "/items.css", "/system", "/q/metrics", "/not-there"})
  void nothingSetsACookie(String path) {
    assertThat(given().get(path).headers().hasHeaderWithName("Set-Cookie")).isFalse();
  }

  @Test
  void formsSetNoCookieEither() {
    Response answer = given().header("Sec-Fetch-Site", "same-origin").post("/items");

    assertThat(answer.headers().hasHeaderWithName("Set-Cookie")).isFalse();
  }

  @Test
  void plainHttpDoesNotAskForTlsFromNowOn() {
    assertThat(given().get("/").header("Strict-Transport-Security")).isNull();
  }

  @Test
  void forwardedHeadersOfAnyoneElseThanAProxyDoNotMakeARequestSecure() {
    Response answer =
        given()
            .header("X-Forwarded-Proto", "https")
            .header("X-Forwarded-Ssl", "on")
            .header("Forwarded", "proto=https")
            .get("/");

    assertThat(answer.header("Strict-Transport-Security")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/items/new", "/system", "/not-there"})
  void noPageNeedsWhatThePolicyForbids(String path) {
    String page = given().get(path).asString();

    assertThat(page)
        .doesNotContain("<style", "style=", "http://", "https://", "hx-on")
        .doesNotContainPattern("<script(?! src=\"/[^\"]+\" defer></script>)")
        .doesNotContainPattern("\\son[a-z]+=");
  }
}
