package org.acme.items.backend.items;

import static io.restassured.RestAssured.given;
import static org.acme.items.backend.Requests.createItem;
import static org.acme.items.backend.Requests.id;
import static org.acme.items.backend.Requests.newItem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.acme.items.backend.DynamoDbLocal;
import org.junit.jupiter.api.Test;

/** Many clients at once, against the packaged application. */
@QuarkusIntegrationTest
@QuarkusTestResource(
    value = DynamoDbLocal.class,
    initArgs = {
      @ResourceArg(name = "limits.requests-per-second", value = "100000"),
      @ResourceArg(name = "limits.requests-at-once", value = "1000")
    })
class ItemConcurrencyIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Requests under way at once: more would only wait in the one DynamoDB Local. */
  private final Semaphore underWay = new Semaphore(32);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  @Test
  void incrementsOfTwoHundredClientsAreAllCounted() throws Exception {
    String id = id(createItem("counter"));

    inParallel(
        IntStream.range(0, 200).mapToObj(_ -> (Callable<Integer>) () -> increment(id)).toList());

    given()
        .get("/items/{id}", id)
        .then()
        .statusCode(200)
        .body("quantity", equalTo(201), "version", equalTo(201));
  }

  /** Reads and writes until the write was based on the newest version; returns the attempts. */
  private int increment(String id) throws Exception {
    for (int attempt = 1; ; attempt++) {
      HttpResponse<String> read = send(request("/items/" + id).GET());
      assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
      int quantity = JSON.readTree(read.body()).get("quantity").asInt();
      HttpResponse<String> written =
          send(
              request("/items/" + id)
                  .header("If-Match", read.headers().firstValue("ETag").orElseThrow())
                  .PUT(BodyPublishers.ofString(newItem("counter", quantity + 1))));
      if (written.statusCode() == 200) {
        return attempt;
      }
      assertThat(written.statusCode()).as(written.body()).isEqualTo(412);
      assertThat(attempt).isLessThan(1_000);
    }
  }

  /**
   * Every acknowledged replacement counts one up, every deletion is followed by one restoration,
   * and each of them makes one version: so the last version tells whether one was lost or done
   * twice.
   */
  @Test
  void deletionsRestorationsAndReplacementsOfOneItemAreAllCounted() throws Exception {
    String id = id(createItem("undone"));

    List<Changes> clients =
        inParallel(
            IntStream.range(0, 20)
                .mapToObj(client -> (Callable<Changes>) () -> change(id, new Random(client)))
                .toList());

    Response last = given().post("/items/{id}/restore", id);
    int replaced = clients.stream().mapToInt(Changes::replaced).sum();
    int deleted = clients.stream().mapToInt(Changes::deleted).sum();
    assertThat(replaced).isPositive();
    assertThat(deleted).isPositive();
    last.then()
        .statusCode(200)
        .body("quantity", equalTo(1 + replaced), "version", equalTo(1 + replaced + 2 * deleted));
  }

  /** Changes an item until ten changes were acknowledged; the versions it sees only grow. */
  private Changes change(String id, Random random) throws Exception {
    int replaced = 0;
    int deleted = 0;
    long seen = 0;
    for (int attempt = 0; replaced + deleted < 10; attempt++) {
      assertThat(attempt).isLessThan(1_000);
      HttpResponse<String> read =
          sendOneOf(
              Set.of(200, 409), request("/items/" + id + "/restore").POST(BodyPublishers.noBody()));
      if (read.statusCode() == 409) {
        continue;
      }
      JsonNode item = JSON.readTree(read.body());
      long version = item.get("version").asLong();
      assertThat(version).isGreaterThanOrEqualTo(seen);
      seen = version;
      HttpRequest.Builder change =
          request("/items/" + id)
              .header("If-Match", read.headers().firstValue("ETag").orElseThrow());
      boolean replace = random.nextBoolean();
      String next = newItem("undone", item.get("quantity").asInt() + 1);
      HttpResponse<String> written =
          sendOneOf(
              Set.of(200, 204, 404, 412),
              replace ? change.PUT(BodyPublishers.ofString(next)) : change.DELETE());
      if (written.statusCode() < 300) {
        replaced += replace ? 1 : 0;
        deleted += replace ? 0 : 1;
        seen = version + 1;
      }
    }
    return new Changes(replaced, deleted);
  }

  private HttpResponse<String> sendOneOf(Set<Integer> statuses, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = send(request);
    assertThat(answer.statusCode()).as(answer.body()).isIn(statuses);
    return answer;
  }

  /** What one client did. */
  private record Changes(int replaced, int deleted) {}

  @Test
  void thousandCreationsWithRepeatedKeysMakeOneItemPerKey() throws Exception {
    int keys = 250;
    int repetitions = 4;
    List<Callable<String>> creations = new ArrayList<>();
    for (int key = 0; key < keys; key++) {
      String body = newItem("once " + key, key);
      String idempotencyKey = "concurrency-" + key;
      for (int i = 0; i < repetitions; i++) {
        creations.add(() -> createOnce(idempotencyKey, body));
      }
    }
    Collections.shuffle(creations, new Random(20261120));

    Set<String> created = new TreeSet<>(inParallel(creations));

    assertThat(created).hasSize(keys);
    assertThat(idsOfItemsNamed("once ")).isEqualTo(created);
  }

  private String createOnce(String idempotencyKey, String body) throws Exception {
    for (int attempt = 1; ; attempt++) {
      HttpResponse<String> answer =
          send(
              request("/items")
                  .header("Idempotency-Key", idempotencyKey)
                  .POST(BodyPublishers.ofString(body)));
      if (answer.statusCode() == 201) {
        return JSON.readTree(answer.body()).get("id").asText();
      }
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
      assertThat(attempt).isLessThan(1_000);
    }
  }

  private Set<String> idsOfItemsNamed(String prefix) throws Exception {
    Set<String> ids = new TreeSet<>();
    String query = "/items?limit=100";
    while (true) {
      JsonNode page = JSON.readTree(send(request(query).GET()).body());
      for (JsonNode item : page.get("items")) {
        if (item.get("name").asText().startsWith(prefix)) {
          ids.add(item.get("id").asText());
        }
      }
      if (!page.has("nextPageToken")) {
        return ids;
      }
      query = "/items?limit=100&pageToken=" + page.get("nextPageToken").asText();
    }
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
        .timeout(Duration.ofSeconds(60))
        .header("Content-Type", "application/json");
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    underWay.acquire();
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } finally {
      underWay.release();
    }
  }

  private static <T> List<T> inParallel(List<Callable<T>> calls) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> results = new ArrayList<>();
      for (Future<T> call : threads.invokeAll(calls)) {
        results.add(call.get());
      }
      return results;
    }
  }
}
