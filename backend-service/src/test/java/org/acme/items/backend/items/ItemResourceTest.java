package org.acme.items.backend.items;

import static io.restassured.RestAssured.given;
import static org.acme.items.backend.Requests.contract;
import static org.acme.items.backend.Requests.createItem;
import static org.acme.items.backend.Requests.id;
import static org.acme.items.backend.Requests.json;
import static org.acme.items.backend.Requests.newItem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.acme.items.backend.DynamoDbLocal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(DynamoDbLocal.class)
class ItemResourceTest {
  @Test
  void createdItemIsAnsweredWithLocationAndEntityTag() {
    Response created = json(contract("new-item.json")).post("/items");

    created
        .then()
        .statusCode(201)
        .header("ETag", "\"1\"")
        .header("Location", matchesPattern(".*/items/" + id(created)))
        .body("price.amount", equalTo("12.50"));
  }

  @Test
  void createdItemIsFoundAndListedFirst() {
    String id = id(createItem("first of the list"));

    given()
        .get("/items/{id}", id)
        .then()
        .statusCode(200)
        .body("name", equalTo("first of the list"));
    given().get("/items").then().statusCode(200).body("items[0].id", equalTo(id));
  }

  @Test
  void leftOutDescriptionAndTagsAreEmpty() {
    createItem("bare").then().body("description", equalTo(""), "tags", hasSize(0));
  }

  @Test
  void amountHasThePlacesOfItsCurrency() {
    json(newItem("yen", 1).replace("12.5", "3900.00").replace("EUR", "JPY"))
        .post("/items")
        .then()
        .statusCode(201)
        .body("price.amount", equalTo("3900"));
  }

  @Test
  void repeatedIdempotencyKeyReturnsTheFirstAnswer() {
    String key = UUID.randomUUID().toString();
    Response first = json(newItem("once", 1)).header("Idempotency-Key", key).post("/items");
    // What happens to the item in between does not matter.
    given().header("If-Match", "\"1\"").delete("/items/{id}", id(first)).then().statusCode(204);

    Response second =
        json(newItem("once", 1).replace(": ", ":   "))
            .header("Idempotency-Key", key)
            .post("/items");

    second
        .then()
        .statusCode(201)
        .header("ETag", "\"1\"")
        .header("Location", first.header("Location"))
        .header("Idempotent-Replayed", "true");
    assertThat(second.asString()).isEqualTo(first.asString());
  }

  @Test
  void idempotencyKeyWithAnotherBodyIsRefused() {
    String key = UUID.randomUUID().toString();
    json(newItem("one", 1)).header("Idempotency-Key", key).post("/items").then().statusCode(201);

    json(newItem("one", 2))
        .header("Idempotency-Key", key)
        .post("/items")
        .then()
        .statusCode(422)
        .body("type", equalTo("urn:problem:items:idempotency-key-reused"));
  }

  /** An empty one too: whoever sends it believes to be safe. */
  @ParameterizedTest
  @ValueSource(strings = {"a b", ""})
  void idempotencyKeyMustBeVisibleAscii(String key) {
    json(newItem("x", 1))
        .header("Idempotency-Key", key)
        .post("/items")
        .then()
        .statusCode(400)
        .body("violations.path", contains("Idempotency-Key"));
  }

  @Test
  void pagesHoldEveryItemOnceNewestFirstWhileItemsAreInserted() {
    List<String> created =
        IntStream.range(0, 60).mapToObj(i -> id(createItem("paged " + i))).toList().reversed();

    List<String> seen = new ArrayList<>();
    String token = null;
    while (seen.size() < created.size()) {
      Response page = page(7, token);
      seen.addAll(page.jsonPath().getList("items.id", String.class));
      token = page.jsonPath().getString("nextPageToken");
      createItem("inserted meanwhile");
    }

    assertThat(seen.subList(0, created.size())).isEqualTo(created);
  }

  @Test
  void lastPageHasNoToken() {
    createItem("at least one");
    String token = null;
    int pages = 0;
    do {
      token = page(100, token).jsonPath().getString("nextPageToken");
      pages++;
    } while (token != null && pages < 1000);

    assertThat(token).isNull();
  }

  @Test
  void pageTokenSurvivesTheDeletionOfItsItem() {
    List<String> ids = IntStream.range(0, 3).mapToObj(i -> id(createItem("gone " + i))).toList();
    String token = page(1, null).jsonPath().getString("nextPageToken");
    given().header("If-Match", "*").delete("/items/{id}", ids.get(2)).then().statusCode(204);

    page(1, token).then().body("items[0].id", equalTo(ids.get(1)));
  }

  private static Response page(int limit, @Nullable String token) {
    var request = given().queryParam("limit", limit);
    if (token != null) {
      request.queryParam("pageToken", token);
    }
    return request.get("/items").then().statusCode(200).extract().response();
  }

  @Test
  void forgedPageTokenIsRefused() {
    createItem("a");
    createItem("b");
    String token = page(1, null).jsonPath().getString("nextPageToken");
    String forged =
        token.substring(0, 10) + (token.charAt(10) == 'A' ? 'B' : 'A') + token.substring(11);

    given()
        .queryParam("pageToken", forged)
        .get("/items")
        .then()
        .statusCode(400)
        .body("violations.path", contains("pageToken"));
  }

  @Test
  void limitOutsideItsRangeIsRefused() {
    for (String limit : List.of("0", "101", "-1", "ten", "1e1", "99999999999999")) {
      given()
          .queryParam("limit", limit)
          .get("/items")
          .then()
          .statusCode(400)
          .body("violations.path", contains("limit"));
    }
  }

  @Test
  void knownEntityTagIsNotSentAgain() {
    String id = id(createItem("cached"));

    for (String known : List.of("\"1\"", "W/\"1\"", "\"7\", \"1\"", "*")) {
      given()
          .header("If-None-Match", known)
          .get("/items/{id}", id)
          .then()
          .statusCode(304)
          .header("ETag", "\"1\"")
          .body(equalTo(""));
    }
    given().header("If-None-Match", "\"2\"").get("/items/{id}", id).then().statusCode(200);
  }

  @Test
  void replacementHasANewVersionAndKeepsTheTimeOfCreation() {
    Response created = createItem("old name");

    Response replaced =
        json(newItem("new name", 9)).header("If-Match", "\"1\"").put("/items/{id}", id(created));

    replaced
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("name", equalTo("new name"), "quantity", equalTo(9), "version", equalTo(2))
        .body("createdAt", equalTo(created.jsonPath().getString("createdAt")));
    given()
        .get("/items/{id}", id(created))
        .then()
        .header("ETag", "\"2\"")
        .body(equalTo(replaced.asString()));
  }

  @Test
  void staleReplacementChangesNothing() {
    String id = id(createItem("mine"));
    json(newItem("theirs", 1)).header("If-Match", "\"1\"").put("/items/{id}", id);

    for (String stale : List.of("\"1\"", "W/\"2\"", "\"other\"", "\"1\", \"3\"")) {
      json(newItem("mine again", 1))
          .header("If-Match", stale)
          .put("/items/{id}", id)
          .then()
          .statusCode(412)
          .body("type", equalTo("urn:problem:items:precondition-failed"));
    }
    given().get("/items/{id}", id).then().body("name", equalTo("theirs"), "version", equalTo(2));
  }

  @Test
  void anyOfSeveralEntityTagsOrAStarMatches() {
    String id = id(createItem("mine"));

    json(newItem("a", 1))
        .header("If-Match", "\"8\", \"1\"")
        .put("/items/{id}", id)
        .then()
        .statusCode(200);
    json(newItem("b", 1)).header("If-Match", "*").put("/items/{id}", id).then().statusCode(200);
  }

  @Test
  void changeWithoutPreconditionIsRefused() {
    String id = id(createItem("careful"));

    json(newItem("x", 1))
        .put("/items/{id}", id)
        .then()
        .statusCode(428)
        .body("type", equalTo("urn:problem:items:precondition-required"));
    given().delete("/items/{id}", id).then().statusCode(428);
  }

  @Test
  void deletedItemIsGone() {
    String id = id(createItem("short-lived"));

    given().header("If-Match", "\"2\"").delete("/items/{id}", id).then().statusCode(412);
    given().header("If-Match", "\"1\"").delete("/items/{id}", id).then().statusCode(204);

    given().get("/items/{id}", id).then().statusCode(404);
    given().header("If-Match", "\"1\"").delete("/items/{id}", id).then().statusCode(404);
    json(newItem("x", 1)).header("If-Match", "*").put("/items/{id}", id).then().statusCode(404);
  }

  @Test
  void restoredItemIsBackUnderItsNextVersion() {
    Response created = createItem("back again");
    String id = id(created);
    given().header("If-Match", "\"1\"").delete("/items/{id}", id).then().statusCode(204);

    Response restored = given().post("/items/{id}/restore", id);

    restored
        .then()
        .statusCode(200)
        .header("ETag", "\"3\"")
        .body("id", equalTo(id), "name", equalTo("back again"), "version", equalTo(3))
        .body("price.amount", equalTo("12.50"))
        .body("createdAt", equalTo(created.jsonPath().getString("createdAt")));
    given().get("/items/{id}", id).then().statusCode(200).body(equalTo(restored.asString()));
    json(newItem("changed", 2))
        .header("If-Match", "\"3\"")
        .put("/items/{id}", id)
        .then()
        .statusCode(200)
        .header("ETag", "\"4\"");
  }

  @Test
  void restoredItemHasItsPlaceInTheListAgain() {
    List<String> ids = IntStream.range(0, 3).mapToObj(i -> id(createItem("place " + i))).toList();
    given().header("If-Match", "*").delete("/items/{id}", ids.get(1)).then().statusCode(204);
    page(2, null).then().body("items.id", contains(ids.get(2), ids.get(0)));

    given().post("/items/{id}/restore", ids.get(1)).then().statusCode(200);

    page(3, null).then().body("items.id", contains(ids.get(2), ids.get(1), ids.get(0)));
  }

  @Test
  void restoringAnItemThatIsThereChangesNothing() {
    Response created = createItem("never deleted");

    given()
        .post("/items/{id}/restore", id(created))
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body(equalTo(created.asString()));
  }

  @Test
  void restoringAnUnknownItemIsNotFound() {
    for (String id : List.of("019aa0f6-5a3c-7b21-9c4e-3f0d8a6b7c15", "none")) {
      given()
          .post("/items/{id}/restore", id)
          .then()
          .statusCode(404)
          .body("type", equalTo("urn:problem:items:not-found"));
    }
  }

  @Test
  void versionOfADeletionMatchesNothing() {
    String id = id(createItem("deleted as version 2"));
    given().header("If-Match", "\"1\"").delete("/items/{id}", id).then().statusCode(204);

    for (String expected : List.of("\"2\"", "\"1\", \"2\"", "\"other\"", "*")) {
      json(newItem("x", 1))
          .header("If-Match", expected)
          .put("/items/{id}", id)
          .then()
          .statusCode(404);
      given().header("If-Match", expected).delete("/items/{id}", id).then().statusCode(404);
    }
  }

  @Test
  void headAnswersAsGetWithoutABody() {
    String id = id(createItem("head"));

    given()
        .head("/items/{id}", id)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body(equalTo(""));
    given().head("/items").then().statusCode(200).body(equalTo(""));
  }

  @Test
  void optionsNamesTheMethodsOfThePath() {
    given().options("/items").then().statusCode(200).header("Allow", "GET, HEAD, OPTIONS, POST");
    given()
        .options("/items/{id}", id(createItem("options")))
        .then()
        .statusCode(200)
        .header("Allow", "DELETE, GET, HEAD, OPTIONS, PUT");
    given()
        .options("/items/{id}/restore", id(createItem("options")))
        .then()
        .statusCode(200)
        .header("Allow", "OPTIONS, POST");
    given()
        .get("/items/{id}/restore", id(createItem("options")))
        .then()
        .statusCode(405)
        .header("Allow", "OPTIONS, POST");
    given().options("/nothing").then().statusCode(404).header("Allow", nullValue());
  }

  @Test
  void everyAnswerNamesTheProcessThatGaveIt() {
    given()
        .get("/items")
        .then()
        .header("Service-Version", startsWith("1."))
        .header("Service-Instance", not(nullValue()))
        .header("Service-Zone", nullValue());
    for (String path : List.of("/items/none", "/q/health/live", "/q/metrics")) {
      given().get(path).then().header("Service-Instance", not(nullValue()));
    }
  }

  @Test
  void everyViolationIsToldAtOnce() {
    json("""
    {"name": 5, "colour": "red", "description": "\\u0000", "quantity": -1, "tags": ["a", "a", ""],
     "price": {"amount": "12.505", "currency": "EUR", "tax": true}}
    """)
        .post("/items")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:problem:items:invalid-request"))
        .body(
            "violations.path",
            containsInAnyOrder(
                "name",
                "colour",
                "description",
                "quantity",
                "tags",
                "tags[2]",
                "price.amount",
                "price.tax"));
  }

  @Test
  void valuesAreNotConvertedBetweenTypes() {
    json("""
    {"name": true, "description": 1, "price": {"amount": 12.5, "currency": ["EUR"]},
     "quantity": "3", "tags": "a,b"}
    """)
        .post("/items")
        .then()
        .statusCode(400)
        .body(
            "violations.path",
            containsInAnyOrder(
                "name", "description", "price.amount", "price.currency", "quantity", "tags"));
  }

  @Test
  void unknownMemberDoesNotHideAMissingOneOfASimilarName() {
    json("{\"names\": \"x\", \"quantity\": 1, \"price\": {\"amount\": \"1\", \"currencyCode\": \"EUR\"}}")
        .post("/items")
        .then()
        .statusCode(400)
        .body(
            "violations.path",
            containsInAnyOrder("names", "name", "price.currencyCode", "price.currency"));
  }

  @Test
  void entityTagsMayComeInSeveralLines() {
    String id = id(createItem("two lines"));

    given().header("If-Match", "\"8\"", "\"1\"").delete("/items/{id}", id).then().statusCode(204);
  }

  @Test
  void tagMustNotHoldACommaBecausePeopleWriteTagsWithCommas() {
    json(newItem("x", 1).replace("\"quantity\"", "\"tags\": [\"a,b\"], \"quantity\""))
        .post("/items")
        .then()
        .statusCode(400)
        .body("violations.path", contains("tags[0]"));
  }

  @Test
  void missingMembersAreNamed() {
    json("{}")
        .post("/items")
        .then()
        .statusCode(400)
        .body("violations.path", containsInAnyOrder("name", "price", "quantity"));
  }

  @Test
  void hostileTextIsKeptAsItIs() {
    String name = "<script>alert('1')</script> \u202Eevil \uD83D\uDE00 ' OR 1=1 -- {{7*7}}";

    String id = json(newItem(name, 1)).post("/items").then().statusCode(201).extract().path("id");

    given().get("/items/{id}", id).then().body("name", equalTo(name));
  }

  @Test
  void brokenUnicodeIsRefused() {
    json(newItem("half \\ud83d pair", 1))
        .post("/items")
        .then()
        .statusCode(400)
        .body("violations.path", contains("name"));
  }
}
