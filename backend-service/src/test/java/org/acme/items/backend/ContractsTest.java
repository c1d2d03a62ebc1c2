package org.acme.items.backend;

import static io.restassured.RestAssured.given;
import static org.acme.items.backend.Requests.contract;
import static org.acme.items.backend.Requests.id;
import static org.acme.items.backend.Requests.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The backend answers what {@code contracts/} says. */
@QuarkusTest
@QuarkusTestResource(DynamoDbLocal.class)
class ContractsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void createdItemIsAsInTheContract() throws IOException {
    Response created = json(contract("new-item.json")).post("/items");

    assertSame(created, "item.json", "id", "createdAt", "updatedAt");
  }

  @Test
  void pageIsAsInTheContract() throws IOException {
    json(contract("new-item.json")).post("/items").then().statusCode(201);
    json(contract("new-item.json")).post("/items").then().statusCode(201);

    Response page = given().queryParam("limit", 1).get("/items");

    JsonNode answered = JSON.readTree(page.asString());
    JsonNode agreed = JSON.readTree(contract("item-page.json"));
    assertThat(names(answered)).isEqualTo(names(agreed));
    assertThat(types(answered.at("/items/0"))).isEqualTo(types(agreed.at("/items/0")));
    assertThat(answered.at("/nextPageToken").asText())
        .hasSameSizeAs(agreed.at("/nextPageToken").asText());
  }

  @Test
  void invalidRequestIsAsInTheContract() throws IOException {
    ObjectNode body = (ObjectNode) JSON.readTree(contract("new-item.json"));
    body.put("name", " ");
    ((ObjectNode) body.get("price")).put("amount", "12.505");

    Response refused = json(body.toString()).post("/items");

    assertSame(refused, "problem-invalid-request.json", "traceId");
  }

  @Test
  void unknownItemIsAsInTheContract() throws IOException {
    String path = JSON.readTree(contract("problem-not-found.json")).get("instance").asText();

    assertSame(given().get(path), "problem-not-found.json", "traceId");
  }

  @Test
  void staleChangeIsAsInTheContract() throws IOException {
    String id = id(json(contract("new-item.json")).post("/items"));

    Response refused = given().header("If-Match", "\"7\"").delete("/items/{id}", id);

    assertSame(refused, "problem-precondition-failed.json", "traceId", "instance", "detail");
  }

  /** To accept a change: copy the file that is named into contracts, and read the difference. */
  @Test
  void apiDocumentIsAsInTheContract() throws IOException {
    Path built = Path.of("target/openapi/openapi.yaml");

    assertThat(contract("openapi.yaml"))
        .as("contracts/openapi.yaml against backend-service/" + built)
        .isEqualTo(Files.readString(built));
  }

  /** Equal but for members that differ from call to call, which must be of the same type. */
  private static void assertSame(Response answer, String file, String... varying)
      throws IOException {
    ObjectNode answered = (ObjectNode) JSON.readTree(answer.asString());
    ObjectNode agreed = (ObjectNode) JSON.readTree(contract(file));
    assertThat(types(answered)).isEqualTo(types(agreed));
    for (String name : varying) {
      answered.remove(name);
      agreed.remove(name);
    }
    assertThat(answered).isEqualTo(agreed);
  }

  private static Map<String, Object> types(JsonNode node) {
    return node.properties().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                member ->
                    member.getValue().isObject()
                        ? types(member.getValue())
                        : member.getValue().getNodeType()));
  }

  private static java.util.List<String> names(JsonNode node) {
    return node.properties().stream().map(Map.Entry::getKey).toList();
  }
}
