package org.acme.items.backend.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.acme.items.backend.DynamoDbLocal;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DynamoDbLocal.class)
@TestProfile(RateLimitTest.OnePerSecond.class)
class RateLimitTest {
  @Test
  void requestsAboveTheLimitAreRefusedUntilRetryAfter() {
    List<Response> answers = Stream.generate(() -> given().get("/items")).limit(5).toList();

    assertThat(answers).extracting(Response::statusCode).contains(200, 429);
    answers.stream()
        .filter(answer -> answer.statusCode() == 429)
        .forEach(answer ->
            answer
                .then()
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .body("type", equalTo("urn:problem:items:too-many-requests")));
  }

  public static final class OnePerSecond implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("limits.requests-per-second", "1");
    }
  }
}
