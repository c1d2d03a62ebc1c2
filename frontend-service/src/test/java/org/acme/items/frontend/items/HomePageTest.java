package org.acme.items.frontend.items;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.acme.items.frontend.BackendStub.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.acme.items.frontend.BackendStub;
import org.acme.items.frontend.Contracts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(BackendStub.class)
class HomePageTest {
  private static final String TOKEN = Contracts.read("item-page.json", "nextPageToken");

  private final WireMock backend = BackendStub.connect();

  @BeforeEach
  void forget() {
    backend.resetToDefaultMappings();
  }

  @Test
  void itemsAreListedInTheOrderOfTheBackend() {
    backendAnswers(answer(200, "item-page.json"));

    String page = given().get("/").asString();

    assertThat(page)
        .containsSubsequence(
            "<a href=\"/items/019aa0f6-5a3c-7b21-9c4e-3f0d8a6b7c15\"><bdi>Oolong tea</bdi></a>",
            "Loose leaves, 100 g",
            "<li dir=\"auto\">drink</li><li dir=\"auto\">tea</li>",
            ">12.50 EUR<",
            ">42<",
            "<time datetime=\"2026-11-20T10:15:30.123Z\">2026-11-20 10:15 UTC</time>",
            ">Teapot</bdi></a>",
            ">3900 JPY<",
            ">0<");
    backend.verifyThat(
        getRequestedFor(urlPathEqualTo("/items")).withQueryParam("limit", equalTo("25")));
  }

  @Test
  void pageIsHtmlInUtf8ThatIsAskedForAgain() {
    backendAnswers(answer(200, "item-page.json"));

    Response answer = given().get("/");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.contentType()).isEqualTo("text/html;charset=UTF-8");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void nextPageIsALink() {
    backendAnswers(answer(200, "item-page.json"));

    String page = given().get("/").asString();

    assertThat(page)
        .contains("href=\"/?pageToken=" + TOKEN + "\">Next page</a>")
        .doesNotContain("Back to first page");
  }

  @Test
  void tokenOfTheLinkIsSentToTheBackend() {
    backendAnswers(answer(200, "item-page-last.json"));

    String page = given().queryParam("pageToken", TOKEN).get("/").asString();

    assertThat(page)
        .contains("<a class=\"quiet button\" href=\"/\">Back to first page</a>")
        .doesNotContain("Next page");
    backend.verifyThat(
        getRequestedFor(urlPathEqualTo("/items")).withQueryParam("pageToken", equalTo(TOKEN)));
  }

  @Test
  void tokenThatTheBackendRefusesLeadsBackToTheFirstPage() {
    backendAnswers(answer(400, "problem-invalid-request.json"));

    Response answer = given().queryParam("pageToken", "made-up").get("/");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.asString())
        .contains("This link to a page of the list does not work any more.")
        .contains("Back to first page");
  }

  @Test
  void emptyListInvitesToCreate() {
    backendAnswers(answer(200, "item-page-last.json"));

    String page = given().get("/").asString();

    assertThat(page).contains("Nothing here yet").contains("href=\"/items/new\"");
  }

  @Test
  void deletionIsToldAndCanBeUndone() {
    backendAnswers(answer(200, "item-page.json"));

    String page = given().get("/?deleted=019aa0f6-5a3c").asString();

    assertThat(page)
        .containsSubsequence(
            "role=\"status\"",
            "<p>The item was deleted.</p>",
            "<form method=\"post\" action=\"/items/019aa0f6-5a3c/restore\">",
            "Undo</button>",
            "Oolong tea");
  }

  @Test
  void deletionCanBeUndoneFromAnEmptyList() {
    backendAnswers(answer(200, "item-page-last.json"));

    String page = given().get("/?deleted=019aa0f6-5a3c").asString();

    assertThat(page).contains("Nothing here yet", "/items/019aa0f6-5a3c/restore");
  }

  @Test
  void returnOfAnItemIsTold() {
    backendAnswers(answer(200, "item-page.json"));

    String page = given().get("/?restored=019aa0f6-5a3c").asString();

    assertThat(page)
        .containsSubsequence("role=\"status\"", "<p>The item is back.</p>")
        .doesNotContain("Undo");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "../q/metrics",
        "a/b",
        "\"><script>alert(1)</script>",
        "//evil.example",
        "a\nb"
      })
  void textThatIsNoIdIsNotShown(String id) {
    backendAnswers(answer(200, "item-page.json"));

    String page = given().queryParam("deleted", id).queryParam("restored", id).get("/").asString();

    assertThat(page).contains("Oolong tea").doesNotContain("role=\"status\"", "/restore");
  }

  @Test
  void footerTellsWhoAnswered() {
    backendAnswers(answer(200, "item-page.json"));

    String page = given().get("/").asString();

    assertThat(page)
        .contains("backend 2.3.4+def5678 on backend-7")
        .contains("frontend 1.2.3+abc1234 on frontend-3");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void listStaysAsItWasWhenTheBackendDoesNotHelp(int status) {
    backendAnswers(answer(200, "item-page.json"));
    given().get("/");
    backendAnswers(answer(status, "problem-unavailable.json"));

    assertStale(given().get("/"));
  }

  @Test
  void listStaysAsItWasWhenTheConnectionBreaks() {
    backendAnswers(answer(200, "item-page.json"));
    given().get("/");
    backendAnswers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

    assertStale(given().get("/"));
  }

  @Test
  void listStaysAsItWasWhenTheBackendIsSilent() {
    backendAnswers(answer(200, "item-page.json"));
    given().get("/");
    backendAnswers(answer(200, "item-page.json").withFixedDelay(60_000));

    assertStale(given().get("/"));
  }

  @Test
  void pageThatIsNotKeptIsANotice() {
    backendAnswers(answer(503, "problem-unavailable.json"));

    Response answer = given().queryParam("pageToken", TOKEN).get("/");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.asString())
        .contains("<p>The items service does not answer right now. Nothing is lost; try again.</p>")
        .doesNotContain("Nothing here yet", "No more items");
  }

  @Test
  void traceGoesOnToTheBackendAndItsIdIsOnThePage() {
    backendAnswers(answer(200, "item-page.json"));

    String page = given().get("/").asString();

    Matcher id = Pattern.compile("Request</dt><dd><code>([0-9a-f]{32})<").matcher(page);
    assertThat(id.find()).isTrue();
    backend.verifyThat(
        getRequestedFor(urlPathEqualTo("/items"))
            .withHeader("traceparent", matching("00-" + id.group(1) + "-.*")));
  }

  @Test
  void serviceIsReadyWithoutTheBackend() {
    backendAnswers(answer(503, "problem-unavailable.json"));

    assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200);
  }

  private static void assertStale(Response answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.asString())
        .contains(
            "<p>The items service does not answer right now. This is the list as it was at",
            ">Oolong tea<",
            "class=\"stale\"")
        .doesNotContain("Exception", "127.0.0.1", "localhost", "urn:problem");
  }

  private void backendAnswers(ResponseDefinitionBuilder response) {
    backend.register(get(urlPathEqualTo("/items")).willReturn(response));
  }
}
