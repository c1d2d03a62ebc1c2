package org.acme.items.backend.items;

import static io.restassured.RestAssured.given;
import static org.acme.items.backend.Requests.json;
import static org.acme.items.backend.Requests.newItem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Optional;
import org.acme.items.backend.DynamoDbLocal;
import org.acme.items.backend.http.EntityTags;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each kind of problem, as a client sees it. The others are in {@link ItemResourceTest}. */
@QuarkusTest
@QuarkusTestResource(DynamoDbLocal.class)
class ProblemsTest {
  private static final String ID = "019aa0f6-5a3c-7b21-9c4e-3f0d8a6b7c15";

  @Test
  void malformedJsonIsAnInvalidRequest() {
    for (String body :
        List.of(
            "",
            "{",
            "null",
            "[]",
            "5",
            "{\"name\": \"a\"} x",
            "{\"name\": 1, \"name\": 2}",
            "\u0000")) {
      assertProblem(json(body).post("/items"), 400, "invalid-request");
    }
  }

  @Test
  void repeatedMemberIsAnInvalidRequest() {
    String twice = newItem("first", 1).replace("\"price\"", "\"name\": \"second\", \"price\"");

    assertProblem(json(twice).post("/items"), 400, "invalid-request");
  }

  @Test
  void deeplyNestedJsonIsAnInvalidRequest() {
    assertProblem(
        json("{\"tags\":" + "[".repeat(500) + "]".repeat(500) + "}").post("/items"),
        400,
        "invalid-request");
  }

  @Test
  void unknownPathIsNotFound() {
    assertProblem(given().get("/nothing"), 404, "not-found");
    assertProblem(given().get("/items/%3Cscript%3E"), 404, "not-found");
    assertProblem(given().get("/items/" + ID), 404, "not-found");
    assertProblem(given().get("/items/" + ID + "/more"), 404, "not-found");
  }

  @Test
  void methodThatThePathDoesNotHaveIsNotAllowed() {
    Response answer = given().patch("/items");

    assertProblem(answer, 405, "method-not-allowed");
    answer.then().header("Allow", "GET, HEAD, OPTIONS, POST");
  }

  @Test
  void otherMediaTypeIsNotAcceptable() {
    assertProblem(given().accept("text/html").get("/items"), 406, "not-acceptable");
  }

  @Test
  void otherMediaTypeOfTheBodyIsUnsupported() {
    assertProblem(
        given().contentType(ContentType.XML).body("<item/>").post("/items"),
        415,
        "unsupported-media-type");
  }

  @Test
  void largeBodyIsTooLarge() {
    assertProblem(json(newItem("x".repeat(50_000), 1)).post("/items"), 413, "content-too-large");
  }

  @Test
  void malformedEntityTagsAreAnInvalidRequest() {
    for (String tags : List.of("1", "\"1", "\"1\" \"2\"", ",", "W/1", "\"1\",2")) {
      assertProblem(
          given().header("If-Match", tags).delete("/items/" + ID), 400, "invalid-request");
    }
  }

  @Test
  void malformedTimeoutIsAnInvalidRequest() {
    for (String timeout : List.of("soon", "-1", "1.5", "600001", "99999999999", "", "1s")) {
      Response answer = given().header("Request-Timeout-Ms", timeout).get("/items");

      assertProblem(answer, 400, "invalid-request");
      answer.then().body("violations.path", contains("Request-Timeout-Ms"));
    }
  }

  @Test
  void longestTimeoutIsAccepted() {
    given().header("Request-Timeout-Ms", "600000").get("/items").then().statusCode(200);
  }

  @Test
  void timeoutThatIsOverExceedsTheDeadline() {
    for (Response answer :
        List.of(
            given().header("Request-Timeout-Ms", "0").get("/items"),
            given().header("Request-Timeout-Ms", "0").get("/items/" + ID),
            json(newItem("x", 1)).header("Request-Timeout-Ms", "0").post("/items"),
            given().header("Request-Timeout-Ms", "0").post("/items/" + ID + "/restore"))) {
      assertProblem(answer, 504, "deadline-exceeded");
    }
  }

  @Test
  void largeHeaderIsRefused() {
    given().header("X-Large", "x".repeat(20_000)).get("/items").then().statusCode(431);
  }

  @Test
  void storeThatDoesNotAnswerIsUnavailable() {
    QuarkusMock.installMockForType(
        new FailingItemRepository(new ItemsUnavailableException("ApiCallTimeoutException", null)),
        ItemRepository.class);

    for (Response answer :
        List.of(
            given().get("/items"),
            given().get("/items/" + ID),
            json(newItem("x", 1)).post("/items"),
            json(newItem("x", 1)).header("If-Match", "*").put("/items/" + ID),
            given().header("If-Match", "*").delete("/items/" + ID),
            given().post("/items/" + ID + "/restore"))) {
      assertProblem(answer, 503, "unavailable");
      answer.then().header("Retry-After", "1");
    }
  }

  @Test
  void keyThatIsInUseIsAConflict() {
    QuarkusMock.installMockForType(
        new FailingItemRepository(
            new ItemsConflictException("in use", new IllegalStateException("secret detail"))),
        ItemRepository.class);

    Response answer = json(newItem("x", 1)).header("Idempotency-Key", "k").post("/items");

    assertProblem(answer, 409, "conflict");
    answer.then().header("Retry-After", "1");
  }

  @Test
  void failureTellsNothingAboutTheInside() {
    QuarkusMock.installMockForType(
        new FailingItemRepository(new IllegalStateException("secret detail")),
        ItemRepository.class);

    assertProblem(given().get("/items/" + ID), 500, "internal-error");
  }

  private static void assertProblem(Response answer, int status, String type) {
    answer
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:problem:items:" + type))
        .body("status", equalTo(status))
        .body("traceId", matchesPattern("[0-9a-f]{32}"));
    assertThat(answer.asString())
        .doesNotContain("secret", "Exception", "java.", "org.acme", "jackson", "\tat ");
  }

  /** A repository of which every call fails. */
  private record FailingItemRepository(RuntimeException failure) implements ItemRepository {
    @Override
    public CreateOutcome create(NewItem content, @Nullable String idempotencyKey) {
      throw failure;
    }

    @Override
    public Optional<Item> find(ItemId id) {
      throw failure;
    }

    @Override
    public ItemPage list(@Nullable String pageToken, int limit) {
      throw failure;
    }

    @Override
    public ReplaceOutcome replace(ItemId id, NewItem content, EntityTags expected) {
      throw failure;
    }

    @Override
    public DeleteOutcome delete(ItemId id, EntityTags expected) {
      throw failure;
    }

    @Override
    public RestoreOutcome restore(ItemId id) {
      throw failure;
    }
  }
}
