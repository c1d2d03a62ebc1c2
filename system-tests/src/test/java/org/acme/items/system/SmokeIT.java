package org.acme.items.system;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.restassured.RestAssured;
import io.restassured.config.RedirectConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A minute's look at a running system, wherever it runs: page, API, and the way between them. */
class SmokeIT {
  private final SystemUnderTest system = SystemUnderTest.get();

  @BeforeEach
  void talkAsAPersonDoes() {
    RestAssured.config =
        RestAssured.config().redirect(RedirectConfig.redirectConfig().followRedirects(false));
    RestAssured.requestSpecification = given().header("Sec-Fetch-Site", "same-origin");
  }

  @AfterEach
  void reset() {
    RestAssured.reset();
  }

  @Test
  void bothServicesAreReady() {
    given().get(system.page() + "/q/health/ready").then().statusCode(200);
    given().get(system.api() + "/q/health/ready").then().statusCode(200);
  }

  @Test
  void bothServicesReportMetrics() {
    given()
        .get(system.page() + "/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("http_server"));
    given()
        .get(system.api() + "/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("http_server"));
  }

  @Test
  void itemCreatedOnThePageIsInTheApiAndOnThePage() {
    String name = "Smoke " + UUID.randomUUID();

    form(name, "3").post(system.page() + "/items").then().statusCode(303);

    Map<String, Object> item = newest(name);
    assertThat(item).containsEntry("quantity", 3);
    given().get(system.page() + "/").then().statusCode(200).body(containsString(name));
    delete(item);
  }

  @Test
  void itemIsChangedAndDeletedOnThePage() {
    String name = "Smoke " + UUID.randomUUID();
    form(name, "1").post(system.page() + "/items").then().statusCode(303);
    String id = (String) newest(name).get("id");
    String item = system.page() + "/items/" + id;

    form(name, "2").formParam("version", "1").post(item).then().statusCode(303);
    given().get(system.api() + "/items/" + id).then().body("quantity", equalTo(2));
    form(name, "9").formParam("version", "1").post(item).then().statusCode(412);
    given().formParam("version", "2").post(item + "/delete").then().statusCode(303);

    given().get(system.api() + "/items/" + id).then().statusCode(404);
    given().get(system.page() + "/").then().body(not(containsString(name)));
  }

  @Test
  void pageTellsWhichProcessesAnswered() {
    String backend = given().get(system.api() + "/items").header("Service-Version");
    Response page = given().get(system.page() + "/");

    page.then().body(containsString("backend " + backend), containsString("frontend "));
    assertThat(page.asString())
        .contains(page.header("Service-Version") + " on " + page.header("Service-Instance"));
  }

  @Test
  void answersTellNothingAboutTheInside() {
    for (String path : List.of("/items/nothing", "/nothing", "/items?limit=x")) {
      for (String service : List.of(system.page(), system.api())) {
        String answer = given().get(service + path).asString();
        assertThat(answer).doesNotContain("Exception", "org.acme", "io.quarkus", "\tat ");
      }
    }
  }

  private static RequestSpecification form(String name, String quantity) {
    return given()
        .contentType(ContentType.URLENC)
        .formParam("idempotencyKey", UUID.randomUUID().toString())
        .formParam("name", name)
        .formParam("description", "")
        .formParam("price.amount", "1.00")
        .formParam("price.currency", "EUR")
        .formParam("quantity", quantity)
        .formParam("tags", "smoke");
  }

  private Map<String, Object> newest(String name) {
    List<Map<String, Object>> items =
        given().get(system.api() + "/items").then().statusCode(200).extract().path("items");
    return items.stream()
        .filter(item -> name.equals(item.get("name")))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not among the newest items"));
  }

  private void delete(Map<String, Object> item) {
    given()
        .header("If-Match", "*")
        .delete(system.api() + "/items/" + item.get("id"))
        .then()
        .statusCode(204);
  }
}
