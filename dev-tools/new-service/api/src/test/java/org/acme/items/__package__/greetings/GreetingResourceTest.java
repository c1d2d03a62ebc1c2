package org.acme.items.__package__.greetings;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GreetingResourceTest {
  @Test
  void visitorIsGreetedByName() {
    given()
        .get("/greetings/Ada")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("visitor", is("Ada"))
        .body("text", is("Hello, Ada"));
  }

  @Test
  void blankNameIsAProblemWithItsReason() {
    given()
        .get("/greetings/{visitor}", " ")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("title", is("Bad Request"))
        .body("status", is(400))
        .body("detail", containsString("visitor must have 1 to 60 characters"));
  }

  @Test
  void unknownPathIsAProblem() {
    given()
        .get("/nothing")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("title", is("Not Found"));
  }
}
