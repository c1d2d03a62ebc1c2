package org.acme.items.system.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What has to be so of every answer, whatever the request was. */
final class Judge {
  /** The longest call of the table takes 1.8 s; the rest is for a busy machine. */
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);

  /** docs/problems.md, without 500. */
  private static final Set<Integer> REFUSALS =
      Set.of(400, 404, 405, 406, 409, 412, 413, 414, 415, 422, 428, 429, 431, 503, 504);

  /** Refused before a request is understood, so perhaps without a body. */
  private static final Set<Integer> EARLY = Set.of(400, 404, 413, 414, 431);

  private static final Pattern INSIDES =
      Pattern.compile(
          "Exception|\\bat (java|org|io|com)\\.|org\\.acme|io\\.(quarkus|vertx|netty)|jackson|\"stack\"");

  private static final JsonMapper JSON = new JsonMapper();

  private final ApiDocument api;

  Judge(ApiDocument api) {
    this.api = api;
  }

  /** What is wrong with an answer, in a sentence; empty if nothing is. */
  Optional<String> complaint(RawRequest request, Answer answer) {
    if (answer.took().compareTo(ANSWERED_WITHIN) > 0) {
      return Optional.of("later than " + ANSWERED_WITHIN);
    }
    return answer.status() < 400 ? ofSuccess(request, answer) : ofRefusal(request, answer);
  }

  private Optional<String> ofSuccess(RawRequest request, Answer answer) {
    if (request.method().equals("OPTIONS")) {
      return answer.header("allow").isEmpty() ? Optional.of("no Allow") : Optional.empty();
    }
    Optional<JsonNode> declared =
        api.operation(request.method(), request.target())
            .flatMap(operation -> operation.answer(answer.status()));
    if (declared.isEmpty()) {
      return Optional.of("the document does not declare this status");
    }
    Optional<String> schema = ApiDocument.schemaName(declared.get(), "application/json");
    if (schema.isEmpty() || request.method().equals("HEAD")) {
      return answer.body().isEmpty() ? Optional.empty() : Optional.of("a body");
    }
    return body(answer, "application/json", schema.get());
  }

  private Optional<String> ofRefusal(RawRequest request, Answer answer) {
    if (!REFUSALS.contains(answer.status())) {
      return Optional.of("no documented status");
    }
    if (INSIDES.matcher(answer.body()).find()) {
      return Optional.of("the insides of the service are told");
    }
    if (answer.body().isEmpty()
        && (EARLY.contains(answer.status()) || request.method().equals("HEAD"))) {
      return Optional.empty();
    }
    if (answer.status() == 405 && answer.header("allow").isEmpty()) {
      return Optional.of("405 without Allow");
    }
    return body(answer, "application/problem+json", "Problem");
  }

  private Optional<String> body(Answer answer, String mediaType, String schema) {
    if (!answer.header("content-type").replaceFirst(";.*", "").equals(mediaType)) {
      return Optional.of("not " + mediaType);
    }
    try {
      JsonNode body = JSON.readTree(answer.body());
      var violations = api.violations(schema, body);
      if (!violations.isEmpty()) {
        return Optional.of("not as the schema %s: %s".formatted(schema, violations));
      }
      return schema.equals("Problem") && body.path("status").asInt() != answer.status()
          ? Optional.of("another status in the body")
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of("not JSON: " + e.getMessage());
    }
  }
}
