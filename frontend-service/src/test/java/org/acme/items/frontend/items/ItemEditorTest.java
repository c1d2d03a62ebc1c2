package org.acme.items.frontend.items;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static io.restassured.RestAssured.given;
import static org.acme.items.frontend.BackendStub.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.xml.XmlPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import org.acme.items.frontend.BackendStub;
import org.acme.items.frontend.Contracts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendStub.class)
class ItemEditorTest {
  private static final String ID = "019aa0f6-5a3c-7b21-9c4e-3f0d8a6b7c15";
  private static final String ITEM = "/items/" + ID;
  private static final String KEY = "f4ac1d1e-0001-4000-8000-000000000001";

  /** What a browser sends for {@code contracts/new-item.json}. */
  private static final Map<String, String> FORM =
      Map.of(
          "idempotencyKey", KEY,
          "name", "Oolong tea",
          "description", "Loose leaves, 100 g",
          "price.amount", "12.50",
          "price.currency", "EUR",
          "quantity", "42",
          "tags", "drink, tea");

  private final WireMock backend = BackendStub.connect();

  @BeforeEach
  void forget() {
    backend.resetToDefaultMappings();
  }

  @Test
  void newItemFormHasItsOwnKeyEachTime() {
    String first = valueOf(given().get("/items/new"), "idempotencyKey");
    String second = valueOf(given().get("/items/new"), "idempotencyKey");

    assertThat(first).matches("[0-9a-f-]{36}").isNotEqualTo(second);
  }

  @Test
  void createSendsTheContractWithTheKeyOfTheForm() {
    backend.register(post("/items").willReturn(answer(201, "item.json")));

    Response answer = send("/items", FORM);

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.header("Location")).isEqualTo("/");
    backend.verifyThat(
        postRequestedFor(urlEqualTo("/items"))
            .withHeader("Content-Type", equalTo("application/json"))
            .withHeader("Idempotency-Key", equalTo(KEY))
            .withRequestBody(equalToJson(Contracts.read("new-item.json"))));
  }

  @Test
  void formSentTwiceCarriesTheSameKeyTwice() {
    backend.register(post("/items").willReturn(answer(201, "item.json")));

    send("/items", FORM);
    send("/items", FORM);

    backend.verifyThat(
        2, postRequestedFor(urlEqualTo("/items")).withHeader("Idempotency-Key", equalTo(KEY)));
  }

  @Test
  void unusableKeyIsReplaced() {
    backend.register(post("/items").willReturn(answer(201, "item.json")));

    send("/items", with("idempotencyKey", "two\r\nlines"));

    backend.verifyThat(
        postRequestedFor(urlEqualTo("/items"))
            .withHeader("Idempotency-Key", matching("[0-9a-f-]{36}")));
  }

  @Test
  void violationsAreShownBesideTheirFieldsWithWhatWasTyped() {
    backend.register(post("/items").willReturn(answer(400, "problem-invalid-request.json")));

    Response answer = send("/items", with("price.amount", "12.505"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(valueOf(answer, "idempotencyKey")).isEqualTo(KEY);
    assertThat(valueOf(answer, "price.amount")).isEqualTo("12.505");
    assertThat(valueOf(answer, "tags")).isEqualTo("drink, tea");
    assertThat(textOf(answer, "name-error")).isEqualTo("must not be blank");
    assertThat(textOf(answer, "price.amount-error"))
        .isEqualTo("must have at most 2 decimal places for EUR, got 12.505");
    assertThat(attributeOf(answer, "price.amount", "aria-invalid")).isEqualTo("true");
    assertThat(attributeOf(answer, "price.amount", "aria-describedby"))
        .isEqualTo("price.amount-hint price.amount-error");
    assertThat(attributeOf(answer, "tags", "aria-invalid")).isNull();
  }

  @Test
  void violationThatBelongsToNoFieldIsShownAtTheTop() {
    backend.register(
        post("/items")
            .willReturn(answer(400).withBody("{\"detail\":\"the request could not be read\"}")));

    Response answer = send("/items", FORM);

    assertThat(answer.asString()).contains("<li><bdi>the request could not be read</bdi></li>");
  }

  @Test
  void quantityThatIsNoNumberIsShownBesideTheFieldWithoutAskingTheBackend() {
    Response answer = send("/items", with("quantity", "a <b>few</b>"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(valueOf(answer, "quantity")).isEqualTo("a <b>few</b>");
    assertThat(textOf(answer, "quantity-error")).startsWith("must be a whole number");
    backend.verifyThat(0, anyRequestedFor(urlPathMatching("/items.*")));
  }

  @Test
  void fieldsThatWereNotSentAreEmpty() {
    backend.register(post("/items").willReturn(answer(400, "problem-invalid-request.json")));

    Response answer = send("/items", Map.of("quantity", "1"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(textOf(answer, "name-error")).isEqualTo("must not be blank");
  }

  @Test
  void keyUsedForOtherValuesGivesAFormWithANewKey() {
    backend.register(post("/items").willReturn(answer(422).withBody("{}")));

    Response answer = send("/items", FORM);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.asString()).contains("This form was sent before with other values");
    assertThat(valueOf(answer, "name")).isEqualTo("Oolong tea");
    assertThat(valueOf(answer, "idempotencyKey")).matches("[0-9a-f-]{36}").isNotEqualTo(KEY);
  }

  @Test
  void typedValuesAndKeySurviveABackendThatIsAway() {
    backend.register(
        post("/items").willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

    Response answer = send("/items", FORM);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.asString())
        .contains("The items service does not answer right now. Nothing is lost; try again.")
        .contains("Loose leaves, 100 g</textarea>")
        .doesNotContain("Exception", "127.0.0.1");
    assertThat(valueOf(answer, "name")).isEqualTo("Oolong tea");
    assertThat(valueOf(answer, "idempotencyKey")).isEqualTo(KEY);
  }

  @Test
  void typedChangesSurviveABackendThatIsAway() {
    backend.register(put(ITEM).willReturn(answer(503, "problem-unavailable.json")));

    Response answer = send(ITEM, edit("name", "Green tea"));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(valueOf(answer, "name")).isEqualTo("Green tea");
    assertThat(valueOf(answer, "version")).isEqualTo("1");
  }

  @Test
  void editFormShowsTheItemAndItsVersion() {
    backend.register(get(ITEM).willReturn(answer(200, "item.json")));

    Response answer = given().get(ITEM);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(valueOf(answer, "version")).isEqualTo("1");
    assertThat(valueOf(answer, "name")).isEqualTo("Oolong tea");
    assertThat(valueOf(answer, "price.amount")).isEqualTo("12.50");
    assertThat(valueOf(answer, "price.currency")).isEqualTo("EUR");
    assertThat(valueOf(answer, "quantity")).isEqualTo("42");
    assertThat(valueOf(answer, "tags")).isEqualTo("drink, tea");
    assertThat(answer.asString()).contains("Loose leaves, 100 g</textarea>");
  }

  @Test
  void replaceSendsTheContractWithTheVersionOfTheForm() {
    backend.register(put(ITEM).willReturn(answer(200, "item.json")));

    Response answer = send(ITEM, edit("version", "7"));

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.header("Location")).isEqualTo("/");
    backend.verifyThat(
        putRequestedFor(urlEqualTo(ITEM))
            .withHeader("If-Match", equalTo("\"7\""))
            .withRequestBody(equalToJson(Contracts.read("new-item.json"))));
  }

  @Test
  void changeOfSomeoneElseIsShownBesideOnesOwn() {
    backend.register(put(ITEM).willReturn(answer(412, "problem-precondition-failed.json")));
    backend.register(
        get(ITEM)
            .willReturn(
                answer(200)
                    .withBody(
                        Contracts.read("item.json")
                            .replace("Oolong tea", "Black tea")
                            .replace("\"version\": 1", "\"version\": 8"))));

    Response answer = send(ITEM, edit("name", "Green tea"));

    assertThat(answer.statusCode()).isEqualTo(412);
    assertThat(answer.asString())
        .contains("Someone else changed this item")
        .containsSubsequence(">Black tea</td>", ">Green tea</td>");
    assertThat(valueOf(answer, "name")).isEqualTo("Green tea");
    assertThat(valueOf(answer, "version")).isEqualTo("8");
  }

  @Test
  void changeThatIsThereAlreadyIsNoConflict() {
    // The first answer came too late for the page, and the person pressed the button again.
    backend.register(put(ITEM).willReturn(answer(412, "problem-precondition-failed.json")));
    backend.register(get(ITEM).willReturn(answer(200, "item.json")));

    Response answer = send(ITEM, edit("version", "1"));

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.header("Location")).isEqualTo("/");
  }

  @Test
  void onlyFieldsThatDifferAreMarked() {
    backend.register(put(ITEM).willReturn(answer(412, "problem-precondition-failed.json")));
    backend.register(get(ITEM).willReturn(answer(200, "item.json")));

    Response answer = send(ITEM, edit("name", "Green tea"));

    assertThat(answer.asString()).containsOnlyOnce("<tr class=\"differs\">");
  }

  @Test
  void unknownItemIsNotFound() {
    backend.register(get(ITEM).willReturn(answer(404, "problem-not-found.json")));

    Response answer = given().get(ITEM);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.asString()).contains("<h1>This item is not here</h1>");
  }

  @Test
  void changeOfADeletedItemIsNotFound() {
    backend.register(put(ITEM).willReturn(answer(404, "problem-not-found.json")));

    assertThat(send(ITEM, FORM).statusCode()).isEqualTo(404);
  }

  @Test
  void itemThatCannotBeReadNowIsUnavailable() {
    backend.register(get(ITEM).willReturn(answer(503, "problem-unavailable.json")));

    Response answer = given().get(ITEM);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.asString())
        .contains("The items service does not answer right now. Nothing is lost; try again.");
  }

  @Test
  void deleteSendsTheVersionOfTheForm() {
    backend.register(delete(ITEM).willReturn(answer(204)));

    Response answer = send(ITEM + "/delete", Map.of("version", "7"));

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.header("Location")).isEqualTo("/?deleted=" + ID);
    backend.verifyThat(
        deleteRequestedFor(urlEqualTo(ITEM)).withHeader("If-Match", equalTo("\"7\"")));
  }

  @Test
  void changedItemIsShownAgainBeforeItIsDeleted() {
    backend.register(delete(ITEM).willReturn(answer(412, "problem-precondition-failed.json")));
    backend.register(get(ITEM).willReturn(answer(200, "item.json")));

    Response answer = send(ITEM + "/delete", Map.of("version", "7"));

    assertThat(answer.statusCode()).isEqualTo(412);
    assertThat(answer.asString()).contains("Someone else changed this item");
    assertThat(valueOf(answer, "version")).isEqualTo("1");
  }

  @Test
  void deletionIsUndone() {
    backend.register(post(ITEM + "/restore").willReturn(answer(200, "item.json")));

    Response answer = send(ITEM + "/restore", Map.of());

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.header("Location")).isEqualTo("/?restored=" + ID);
  }

  @Test
  void deletionOfLongAgoCannotBeUndone() {
    backend.register(post(ITEM + "/restore").willReturn(answer(404, "problem-not-found.json")));

    Response answer = send(ITEM + "/restore", Map.of());

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.asString()).contains("<h1>This item cannot be brought back</h1>");
  }

  @Test
  void deletionThatCannotBeUndoneNowIsUnavailable() {
    backend.register(post(ITEM + "/restore").willReturn(answer(503, "problem-unavailable.json")));

    assertThat(send(ITEM + "/restore", Map.of()).statusCode()).isEqualTo(503);
  }

  @Test
  void anotherSiteCannotUndoADeletion() {
    Response answer = given().header("Sec-Fetch-Site", "cross-site").post(ITEM + "/restore");

    assertThat(answer.statusCode()).isEqualTo(403);
    backend.verifyThat(0, anyRequestedFor(urlPathMatching("/items.*")));
  }

  @Test
  void nameOfTenKilobytesIsRefusedAndKept() {
    String name = "n".repeat(10_000);
    backend.register(post("/items").willReturn(answer(400, "problem-invalid-request.json")));

    Response answer = send("/items", with("name", name));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(valueOf(answer, "name")).isEqualTo(name);
  }

  @Test
  void listHasNoPageOfItsOwn() {
    Response answer = given().redirects().follow(false).get("/items");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.header("Location")).isEqualTo("/");
  }

  private static Response send(String path, Map<String, String> form) {
    return given()
        .redirects()
        .follow(false)
        .header("Sec-Fetch-Site", "same-origin")
        .formParams(form)
        .post(path);
  }

  private static Map<String, String> with(String field, String value) {
    Map<String, String> form = new HashMap<>(FORM);
    form.put(field, value);
    return form;
  }

  private static Map<String, String> edit(String field, String value) {
    Map<String, String> form = new HashMap<>(FORM);
    form.remove("idempotencyKey");
    form.put("version", "1");
    form.put(field, value);
    return form;
  }

  private static @Nullable String valueOf(Response page, String fieldName) {
    return first(page, "name", fieldName, ".@value");
  }

  private static @Nullable String attributeOf(Response page, String id, String attribute) {
    return first(page, "id", id, ".'@" + attribute + "'");
  }

  private static @Nullable String textOf(Response page, String id) {
    return first(page, "id", id, "");
  }

  private static @Nullable String first(
      Response page, String attribute, String value, String path) {
    XmlPath html = page.htmlPath();
    return html.getString("**.find { it.@%s == '%s' }%s".formatted(attribute, value, path));
  }
}
