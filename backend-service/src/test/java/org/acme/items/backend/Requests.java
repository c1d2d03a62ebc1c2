package org.acme.items.backend;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Requests that many tests send. */
public final class Requests {
  private static final Path CONTRACTS = Path.of("../contracts");

  private Requests() {}

  /** A file of the contract, for example {@code item.json}. */
  public static String contract(String file) {
    try {
      return Files.readString(CONTRACTS.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String newItem(String name, int quantity) {
    return """
    {"name": "%s", "price": {"amount": "12.5", "currency": "EUR"}, "quantity": %d}
    """
        .formatted(name, quantity);
  }

  public static RequestSpecification json(String body) {
    return given().contentType(ContentType.JSON).body(body);
  }

  /** Creates an item; the answer was 201. */
  public static Response createItem(String name) {
    return json(newItem(name, 1)).post("/items").then().statusCode(201).extract().response();
  }

  public static String id(Response item) {
    return item.jsonPath().getString("id");
  }
}
