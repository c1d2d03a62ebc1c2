package org.acme.items.system.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One hostile client after whose requests its own items are as it knows. Everything that it does
 * follows from its seed and the answers.
 */
final class Client implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<Integer> CLOSING = List.of(400, 404, 413, 414, 431);

  /** A write that was given up may have been done, or may yet be. */
  private static final Set<Integer> UNKNOWN = Set.of(503, 504);

  private final URI service;
  private final Dice dice;
  private final Bodies bodies;
  private final Judge judge;
  private final Model model = new Model();
  private final Map<String, Sent> keys = new LinkedHashMap<>();
  private final Map<Integer, Integer> statuses = new TreeMap<>();
  private @Nullable RawConnection connection;
  private String pageToken = "";
  private int count;

  /**
   * A create that was acknowledged.
   *
   * @param body bytes, each as a character
   * @param item as it was answered
   */
  private record Sent(String body, Model.Item item) {}

  Client(URI service, ApiDocument api, long seed) {
    this.service = service;
    this.dice = new Dice(seed);
    this.bodies = new Bodies(api, dice);
    this.judge = new Judge(api);
  }

  /** How often each status was answered. */
  Map<Integer, Integer> statuses() {
    return statuses;
  }

  int count() {
    return count;
  }

  /** Sends so many requests at least, then looks at all items. */
  void run(int requests) throws IOException {
    while (count < requests) {
      switch (model.isEmpty() ? 0 : dice.below(20)) {
        case 0, 1, 2, 3 -> create();
        case 4, 5 -> repeat();
        case 6, 7, 8, 9 -> replace();
        case 10, 11, 12 -> read();
        case 13 -> delete();
        case 14 -> restore();
        case 15, 16 -> list();
        default -> ask(noisy(Noise.stranger(dice)));
      }
    }
    for (Model.Item item : model.allLive()) {
      check(item);
    }
    for (Model.Item item : model.allDeleted()) {
      expect(404, RawRequest.of("GET", path(item)));
    }
  }

  private void create() throws IOException {
    boolean valid = !dice.oneIn(3);
    byte[] body = valid ? bodies.written(bodies.valid()) : bodies.broken();
    String key = dice.oneIn(2) ? "" : dice.hex(32);
    boolean plain = !dice.oneIn(3);
    RawRequest request = write("POST", "/items", body, plain);
    if (!key.isEmpty()) {
      request = request.with("Idempotency-Key: " + key);
    }
    Answer answer = plain && valid ? expect(201, request) : ask(request);
    if (answer.isSuccess()) {
      Model.Item item = acknowledged(request, answer, body, 1);
      model.put(item);
      if (!key.isEmpty() && plain) {
        keys.put(key, new Sent(request.body(), item));
      }
      check(item);
    }
  }

  /** A create again with its key; with another body, or a key that is none. */
  private void repeat() throws IOException {
    if (keys.isEmpty() || dice.oneIn(5)) {
      String bad = dice.pick("", " ", "a b", "\u00e9", "k".repeat(256), "\t");
      expect(
          400,
          write("POST", "/items", bodies.written(bodies.valid()), true)
              .with("Idempotency-Key: " + bad));
      return;
    }
    String key = dice.pick(List.copyOf(keys.keySet()));
    Sent first = requireNonNull(keys.get(key));
    if (dice.oneIn(2)) {
      byte[] other = bodies.written(bodies.valid().put("name", "other " + dice.hex(12)));
      expect(422, write("POST", "/items", other, true).with("Idempotency-Key: " + key));
      return;
    }
    RawRequest request =
        write("POST", "/items", first.body().getBytes(ISO_8859_1), true)
            .with("Idempotency-Key: " + key);
    Answer answer = expect(201, request);
    if (!Model.Item.of(json(answer)).equals(first.item())) {
      throw failure("not the first answer again", request, answer);
    }
  }

  private void replace() throws IOException {
    Model.Item item = model.anyLive(dice);
    boolean valid = !dice.oneIn(4);
    byte[] body = valid ? bodies.written(bodies.valid()) : bodies.broken();
    boolean plain = !dice.oneIn(4);
    IfMatch match = ifMatch(item);
    RawRequest request = match.on(write("PUT", path(item), body, plain));
    Answer answer =
        plain && valid ? expect(match.status == 0 ? 200 : match.status, request) : ask(request);
    if (answer.isSuccess()) {
      requireMatch(match, request, answer);
      Model.Item now = acknowledged(request, answer, body, item.version() + 1);
      model.put(now);
      check(now);
    } else if (UNKNOWN.contains(answer.status())) {
      model.forget(item);
    }
  }

  private void delete() throws IOException {
    Model.Item item = model.anyLive(dice);
    boolean plain = !dice.oneIn(4);
    IfMatch match = ifMatch(item);
    RawRequest request = match.on(RawRequest.of("DELETE", path(item)));
    Answer answer =
        plain ? expect(match.status == 0 ? 204 : match.status, request) : ask(noisy(request));
    if (answer.isSuccess()) {
      requireMatch(match, request, answer);
      model.delete(item);
      expect(404, RawRequest.of("GET", path(item)));
    } else if (UNKNOWN.contains(answer.status())) {
      model.forget(item);
    }
  }

  private void restore() throws IOException {
    boolean wasDeleted = model.hasDeleted() && !dice.oneIn(4);
    Model.Item item = wasDeleted ? model.anyDeleted(dice) : model.anyLive(dice);
    RawRequest request = RawRequest.of("POST", path(item) + "/restore");
    Answer answer = dice.oneIn(4) ? ask(noisy(request)) : expect(200, request);
    if (answer.isSuccess()) {
      Model.Item now = Model.Item.of(json(answer));
      if (!now.content().equals(item.content())
          || (wasDeleted ? now.version() <= item.version() : now.version() != item.version())) {
        throw failure("not what was deleted: " + item, request, answer);
      }
      model.put(now);
      check(now);
    } else if (UNKNOWN.contains(answer.status())) {
      model.forget(item);
    }
  }

  private void read() throws IOException {
    Model.Item item = model.anyLive(dice);
    RawRequest request = RawRequest.of("GET", path(item));
    String tag = "\"" + item.version() + "\"";
    switch (dice.below(6)) {
      case 0 ->
          expect(
              304,
              request.with("If-None-Match: " + dice.pick(tag, "W/" + tag, "*", "\"x\", " + tag)));
      case 1 ->
          expect(
              200,
              request.with("If-None-Match: " + dice.pick("", "\"0\"", "\"-1\"", "\"\u00e9\"")));
      case 2 ->
          expect(
              400,
              request.with(
                  "If-None-Match: " + dice.pick("7", "\"", "W/7", "\"1\", ".repeat(21) + tag)));
      case 3 -> ask(noisy(request));
      case 4 -> expect(200, new RawRequest("HEAD", path(item), List.of(), ""));
      default -> check(item);
    }
  }

  private void list() throws IOException {
    boolean known = !pageToken.isEmpty();
    String limit =
        dice.pick(
            "1",
            "25",
            "100",
            "0",
            "101",
            "-1",
            "x",
            "",
            "1e1",
            "%D9%A3",
            "999999999999",
            "%201",
            "+1",
            "%zz");
    String token =
        switch (dice.below(5)) {
          case 0 -> known ? altered(pageToken) : "x";
          case 1 ->
              Base64.getUrlEncoder()
                  .encodeToString(("{\"pk\":\"" + dice.hex(8) + "\"}").getBytes(UTF_8));
          case 2 -> dice.pick("%00", "%F0%9F%98%80", "t".repeat(3000), "null", "%");
          default -> pageToken;
        };
    // Without a value it is as if it were not there.
    boolean valid = limit.matches("|1|25|100") && token.equals(pageToken);
    String query = "/items?limit=" + limit + (token.isEmpty() ? "" : "&pageToken=" + token);
    RawRequest request = RawRequest.of("GET", query);
    if (dice.oneIn(4)) {
      ask(noisy(request));
      return;
    }
    Answer answer = expect(valid ? 200 : 400, request);
    if (valid) {
      pageToken = URLEncoder.encode(json(answer).path("nextPageToken").asText(), UTF_8);
    }
  }

  /** Not at its end, where a character of base 64 has bits that mean nothing. */
  private String altered(String token) {
    int at = dice.below(token.length() - 8);
    char other = token.charAt(at) == 'A' ? 'B' : 'A';
    return token.substring(0, at) + other + token.substring(at + 1);
  }

  /**
   * A precondition.
   *
   * @param lines of the header; none leaves it out
   * @param status of the refusal, or 0 if the change goes on
   */
  private record IfMatch(List<String> lines, int status) {
    RawRequest on(RawRequest request) {
      RawRequest result = request;
      for (String line : lines) {
        result = result.with("If-Match: " + line);
      }
      return result;
    }
  }

  private IfMatch ifMatch(Model.Item item) {
    String tag = "\"" + item.version() + "\"";
    return switch (dice.below(14)) {
      case 0 -> new IfMatch(List.of("*"), 0);
      case 1 -> new IfMatch(List.of("\"x\", " + tag), 0);
      case 2 -> new IfMatch(List.of("\"0\"", tag), 0);
      case 3 -> new IfMatch(List.of("\"" + (item.version() + 1) + "\""), 412);
      case 4 -> new IfMatch(List.of("W/" + tag), 412);
      case 5 -> new IfMatch(List.of("\"99999999999999999999\""), 412);
      case 6 -> new IfMatch(List.of(), 428);
      case 7 -> new IfMatch(List.of(dice.pick("7", "\"", "**", "\"1\", ".repeat(21) + tag)), 400);
      default -> new IfMatch(List.of(tag), 0);
    };
  }

  private void requireMatch(IfMatch match, RawRequest request, Answer answer) {
    if (match.status != 0) {
      throw failure("done against its precondition", request, answer);
    }
  }

  private RawRequest write(String method, String path, byte[] body, boolean plain) {
    RawRequest request = RawRequest.of(method, path);
    if (plain || dice.oneIn(2)) {
      request = request.with("Content-Type: application/json");
    } else if (!dice.oneIn(4)) {
      request = request.with(Noise.contentType(dice));
    }
    return (plain ? request : noisy(request)).withBody(body);
  }

  private RawRequest noisy(RawRequest request) {
    RawRequest result = request;
    for (int i = dice.below(3); i > 0; i--) {
      result = result.with(Noise.header(dice));
    }
    return result;
  }

  /** The item that an answer tells, which must be what the body asked for. */
  private Model.Item acknowledged(RawRequest request, Answer answer, byte[] body, long version) {
    Optional<JsonNode> asked = bodies.meaning(body);
    if (asked.isEmpty()) {
      throw failure("accepted, though the document does not allow this body", request, answer);
    }
    Model.Item item = Model.Item.of(json(answer));
    JsonNode content = Model.content(asked.get());
    if (item.version() != version || !item.content().equals(content)) {
      throw failure("not version %d of %s".formatted(version, content), request, answer);
    }
    if (!answer.header("etag").equals("\"" + version + "\"")) {
      throw failure("another ETag", request, answer);
    }
    return item;
  }

  private void check(Model.Item item) throws IOException {
    RawRequest request = RawRequest.of("GET", path(item));
    Answer answer = expect(200, request);
    if (!Model.Item.of(json(answer)).equals(item)) {
      throw failure("not what was acknowledged: " + item, request, answer);
    }
  }

  private Answer expect(int status, RawRequest request) throws IOException {
    Answer answer = ask(request);
    if (answer.status() != status) {
      throw failure("not " + status, request, answer);
    }
    return answer;
  }

  private Answer ask(RawRequest request) throws IOException {
    count++;
    Answer answer;
    try {
      answer = connected().ask(request);
    } catch (IOException e) {
      throw new AssertionError("request %d: no answer: %s%n%s".formatted(count, e, request), e);
    }
    statuses.merge(answer.status(), 1, Integer::sum);
    judge
        .complaint(request, answer)
        .ifPresent(complaint -> {
          throw failure(complaint, request, answer);
        });
    if (answer.header("connection").equals("close")
        || (CLOSING.contains(answer.status()) && answer.body().isEmpty())) {
      close();
    }
    return answer;
  }

  private RawConnection connected() throws IOException {
    if (connection == null) {
      connection = new RawConnection(service);
    }
    return connection;
  }

  private AssertionError failure(String complaint, RawRequest request, Answer answer) {
    return new AssertionError(
        "request %d: %s%nprintf '%s'%n%s".formatted(count, complaint, request, answer));
  }

  private static JsonNode json(Answer answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(answer.toString(), e);
    }
  }

  private static String path(Model.Item item) {
    return "/items/" + item.id();
  }

  @Override
  public void close() throws IOException {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }
}
