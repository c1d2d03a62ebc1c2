package org.acme.items.frontend.http;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.acme.items.frontend.BackendStub.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.acme.items.frontend.BackendStub;
import org.acme.items.frontend.OnTheInternet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where strangers come, through a load balancer that ends TLS. */
@QuarkusTest
@TestProfile(OnTheInternet.class)
@WithTestResource(BackendStub.class)
class OnTheInternetTest {
  /** A busy machine may answer so slowly that the limit of one a second is not reached before. */
  private static final int TOO_MANY = 50;

  private static final AtomicInteger SOMEBODY = new AtomicInteger();

  private final WireMock backend = BackendStub.connect();

  @BeforeEach
  void acceptEverything() {
    backend.resetToDefaultMappings();
    backend.register(any(urlPathEqualTo("/items")).willReturn(answer(200, "item-page.json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/items/new", "/items.css", "/not-there", "/q/health/live"})
  void nothingNamesAProcess(String path) {
    Response answer = fromSomebodyNew().get(path);

    assertThat(answer.headers().hasHeaderWithName("Service-Instance")).isFalse();
    assertThat(answer.asString()).doesNotContain("frontend-3", "backend-7");
  }

  @Test
  void footerStillTellsTheVersion() {
    assertThat(fromSomebodyNew().get("/").asString()).contains("<dd>1.2.3+abc1234</dd>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/system", "/system/openapi"})
  void systemPageIsAnUnknownPath(String path) {
    Response system = fromSomebodyNew().get(path);
    Response unknown = fromSomebodyNew().get("/systems");

    assertThat(system.statusCode()).isEqualTo(404);
    assertThat(withoutId(system)).isEqualTo(withoutId(unknown));
    assertThat(fromSomebodyNew().get("/").asString()).doesNotContain("/system");
  }

  /** Each request has an id of its own. */
  private static String withoutId(Response page) {
    return page.asString().replaceAll("<code>[0-9a-f]{32}</code>", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/items.css", "/not-there"})
  void browsersThatCameOverTlsAreToldToStayWithIt(String path) {
    Response answer = fromSomebodyNew().header("X-Forwarded-Proto", "https").get(path);

    assertThat(answer.header("Strict-Transport-Security"))
        .isEqualTo("max-age=31536000; includeSubDomains");
  }

  @Test
  void browsersThatDidNotComeOverTlsAreNot() {
    Response answer = fromSomebodyNew().header("X-Forwarded-Proto", "http").get("/");

    assertThat(answer.header("Strict-Transport-Security")).isNull();
  }

  @Test
  void ownOriginIsThatOfTheBrowserAndNotOfTheLoadBalancer() {
    String origin = RestAssured.baseURI + ":" + RestAssured.port;

    assertThat(formFrom(origin.replace("http:", "https:"))).isNotEqualTo(403);
    assertThat(formFrom(origin)).isEqualTo(403);
    assertThat(formFrom("https://evil.example")).isEqualTo(403);
  }

  @Test
  void hostIsNotTakenFromForwardedHeaders() {
    int status =
        fromSomebodyNew()
            .header("X-Forwarded-Proto", "https")
            .header("X-Forwarded-Host", "evil.example")
            .header("Origin", "https://evil.example")
            .post("/items")
            .statusCode();

    assertThat(status).isEqualTo(403);
  }

  @Test
  void requestsAboveTheLimitAreRefusedUntilRetryAfter() {
    List<Response> refused =
        Stream.generate(() -> from("203.0.113.7").get("/items/new"))
            .limit(TOO_MANY)
            .filter(answer -> answer.statusCode() == 429)
            .toList();

    assertThat(refused)
        .isNotEmpty()
        .allSatisfy(answer -> {
          assertThat(answer.header("Retry-After")).isEqualTo("1");
          assertThat(answer.contentType()).startsWith("text/html");
          assertThat(answer.asString()).contains("<h1>Too many requests at once</h1>");
        });
  }

  @Test
  void addressesThatAClientMakesUpDoNotRaiseItsLimit() {
    IntStream statuses =
        IntStream.range(0, TOO_MANY)
            .map(i ->
                from("198.51.100." + i + ", 203.0.113.8, 10.0.7.7").get("/items/new").statusCode());

    assertThat(statuses.anyMatch(status -> status == 429)).isTrue();
  }

  @Test
  void clientsBehindTheSameProxyHaveLimitsOfTheirOwn() {
    List<Integer> statuses =
        Stream.generate(() -> fromSomebodyNew().get("/items/new").statusCode()).limit(5).toList();

    assertThat(statuses).containsOnly(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q/health/ready", "/items.css"})
  void healthAndFilesHaveNoLimit(String path) {
    List<Integer> statuses =
        Stream.generate(() -> from("203.0.113.9").get(path).statusCode()).limit(5).toList();

    assertThat(statuses).containsOnly(200);
  }

  private static int formFrom(String origin) {
    return fromSomebodyNew()
        .header("X-Forwarded-Proto", "https")
        .header("X-Forwarded-Port", "443")
        .header("Origin", origin)
        .post("/items")
        .statusCode();
  }

  private static RequestSpecification fromSomebodyNew() {
    return from("2001:db8::" + Integer.toHexString(SOMEBODY.incrementAndGet()));
  }

  private static RequestSpecification from(String forwardedFor) {
    return given().header("X-Forwarded-For", forwardedFor);
  }
}
