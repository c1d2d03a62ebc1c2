package org.acme.items.drill.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.acme.items.drill.history.Operation.Route;
import org.jspecify.annotations.Nullable;

/** The page's forms and the API's requests, and a note of each. The value is the item's name. */
public final class ItemsHttp implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int GET_ATTEMPTS = 10;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"([0-9]+)\"");
  private static final Pattern NAME = Pattern.compile("id=\"name\"[^>]*value=\"([^\"]*)\"");
  private static final Pattern LINK = Pattern.compile("href=\"/items/([0-9a-f-]{36})\"");

  private final URI page;
  private final Supplier<List<String>> addresses;
  private final int port;
  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();

  /**
   * Knows the ways.
   *
   * @param addresses of the API's tasks, as DNS answers now
   * @param port of each
   */
  public ItemsHttp(URI page, Supplier<List<String>> addresses, int port) {
    this.page = page;
    this.addresses = addresses;
    this.port = port;
  }

  /**
   * An answer, or that there was none.
   *
   * @param status 0 for none
   * @param item its id; empty where the answer does not tell
   */
  record Reply(int status, boolean connected, String item, String value, long version) {
    boolean isDone() {
      return status >= 200 && status < 400;
    }

    boolean isWorthRepeating() {
      return status == 0 || status >= 500 || status == 409 || status == 429;
    }

    /** 409 and 429 are refusals; 5xx and silence say nothing. */
    boolean mayBeDone() {
      return (status == 0 && connected) || status >= 500;
    }
  }

  Reply create(Route route, String value, String key) {
    return switch (route) {
      case PAGE ->
          reply(
              route,
              "create",
              form(page.resolve("/items"), Map.of("idempotencyKey", key, "name", value)));
      case API ->
          reply(
              route,
              "create",
              json(api("/items")).header("Idempotency-Key", key).POST(body(value)));
    };
  }

  Reply read(Route route, String item) {
    return reply(
        route,
        "read",
        HttpRequest.newBuilder(
            route == Route.PAGE ? page.resolve("/items/" + item) : api("/items/" + item)));
  }

  Reply update(Route route, String item, long version, String value) {
    return switch (route) {
      case PAGE ->
          reply(
              route,
              "update",
              form(
                  page.resolve("/items/" + item),
                  Map.of("version", Long.toString(version), "name", value)));
      case API ->
          reply(
              route,
              "update",
              json(api("/items/" + item))
                  .header("If-Match", "\"" + version + "\"")
                  .PUT(body(value)));
    };
  }

  /** Ids in the first page of the list. */
  List<String> list() {
    List<String> ids = new ArrayList<>();
    Matcher link = LINK.matcher(send(Route.PAGE, "list", HttpRequest.newBuilder(page)).body());
    while (link.find()) {
      ids.add(link.group(1));
    }
    return ids;
  }

  /** Every item, page after page. Not noted. */
  List<JsonNode> listAll() {
    List<JsonNode> items = new ArrayList<>();
    String next = "/items?limit=100";
    while (!next.isEmpty()) {
      JsonNode list = get(next);
      list.path("items").forEach(items::add);
      String token = list.path("nextPageToken").asText("");
      next =
          token.isEmpty()
              ? ""
              : "/items?limit=100&pageToken=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    }
    return items;
  }

  /** Nothing is drilled any more; a task that has just come may still need a second try. */
  private JsonNode get(String path) {
    for (int attempt = 1; attempt < GET_ATTEMPTS; attempt++) {
      try {
        return getOnce(path);
      } catch (UncheckedIOException | IllegalStateException e) {
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      }
    }
    return getOnce(path);
  }

  private JsonNode getOnce(String path) {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(api(path)).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("%s answered %d".formatted(path, answer.statusCode()));
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  private URI api(String path) {
    List<String> known = addresses.get();
    String address =
        known.isEmpty()
            ? "127.0.0.1"
            : known.get(ThreadLocalRandom.current().nextInt(known.size()));
    return URI.create("http://%s:%d%s".formatted(address, port, path));
  }

  private static HttpRequest.Builder json(URI uri) {
    return HttpRequest.newBuilder(uri).header("Content-Type", "application/json");
  }

  private static HttpRequest.BodyPublisher body(String value) {
    return HttpRequest.BodyPublishers.ofString(
        """
        {"name":"%s","price":{"amount":"1.00","currency":"EUR"},"quantity":1}\
        """
            .formatted(value));
  }

  private HttpRequest.Builder form(URI uri, Map<String, String> fields) {
    StringBuilder text = new StringBuilder("price.amount=1.00&price.currency=EUR&quantity=1");
    fields.forEach((name, value) ->
        text.append('&')
            .append(name)
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return HttpRequest.newBuilder(uri)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Origin", "http://" + page.getAuthority())
        .POST(HttpRequest.BodyPublishers.ofString(text.toString()));
  }

  private Reply reply(Route route, String what, HttpRequest.Builder request) {
    Sent sent = send(route, what, request);
    if (sent.status < 200 || sent.status >= 300) {
      return new Reply(sent.status, sent.connected, "", "", 0);
    }
    if (route == Route.PAGE) {
      return new Reply(
          sent.status,
          true,
          "",
          first(NAME, sent.body),
          Long.parseLong("0" + first(VERSION, sent.body)));
    }
    try {
      JsonNode item = JSON.readTree(sent.body);
      return new Reply(
          sent.status,
          true,
          item.path("id").asText(),
          item.path("name").asText(),
          item.path("version").asLong());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  private record Sent(int status, boolean connected, String body) {}

  private Sent send(Route route, String what, HttpRequest.Builder builder) {
    long start = System.nanoTime();
    try {
      HttpResponse<String> answer =
          http.send(builder.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
      note(route, what, start, answer, null);
      return new Sent(answer.statusCode(), true, answer.body());
    } catch (ConnectException | HttpConnectTimeoutException e) {
      note(route, what, start, null, e);
      return new Sent(0, false, "");
    } catch (IOException e) {
      note(route, what, start, null, e);
      return new Sent(0, true, "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Sent(0, true, "");
    }
  }

  private void note(
      Route route,
      String what,
      long start,
      @Nullable HttpResponse<String> answer,
      @Nullable IOException exception) {
    int status = answer == null ? 0 : answer.statusCode();
    String failure = "";
    if (answer == null) {
      failure = String.valueOf(exception);
    } else if (status >= 500 || status == 429) {
      failure = "status " + status;
    } else if (answer.body().contains("items service does not answer")) {
      failure = "an old list";
    }
    requests.add(
        new Request(
            route,
            what,
            start,
            Duration.ofNanos(System.nanoTime() - start),
            status,
            answer == null ? "" : answer.headers().firstValue("Service-Version").orElse(""),
            failure));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
