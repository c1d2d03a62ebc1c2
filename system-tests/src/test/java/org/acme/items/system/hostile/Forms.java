package org.acme.items.system.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Forms that the page did not make, and what has to be so of every page that answers them. */
final class Forms {
  /** 503 is of a page whose backend has too much to do, and keeps what was typed. */
  private static final Set<Integer> ANSWERS =
      Set.of(303, 400, 403, 404, 405, 406, 409, 411, 412, 413, 415, 503);

  private static final Pattern INSIDES =
      Pattern.compile("Exception|\\bat (java|org|io)\\.|org\\.acme|io\\.(quarkus|vertx)");

  private static final String[] NAMES = {
    "name",
    "description",
    "price.amount",
    "price.currency",
    "quantity",
    "tags",
    "version",
    "idempotencyKey",
    "",
    "__proto__",
    "n\u00e4me",
    "name[]",
    "NAME",
  };

  private final URI page;
  private final Dice dice;
  private final Map<Integer, Integer> statuses = new TreeMap<>();

  Forms(URI page, long seed) {
    this.page = page;
    this.dice = new Dice(seed);
  }

  /** Sends so many; tells how often each status was answered. */
  Map<Integer, Integer> send(int count) throws IOException {
    for (int i = 1; i <= count; i++) {
      try (RawConnection connection = new RawConnection(page)) {
        for (int j = 0; j < 20 && i < count; j++, i++) {
          if (isLast(i, connection)) {
            break;
          }
        }
      }
    }
    return statuses;
  }

  /** Sends one, and tells whether the connection ends with it. */
  private boolean isLast(int number, RawConnection connection) throws IOException {
    boolean own = !dice.oneIn(4);
    RawRequest request = request(own);
    Answer answer;
    try {
      answer = connection.ask(request);
    } catch (IOException e) {
      throw new AssertionError("form %d: no answer: %s%n%s".formatted(number, e, request), e);
    }
    statuses.merge(answer.status(), 1, Integer::sum);
    String complaint = complaint(own, answer);
    if (!complaint.isEmpty()) {
      throw new AssertionError(
          "form %d: %s%nprintf '%s'%n%s".formatted(number, complaint, request, answer));
    }
    return answer.body().isEmpty() || answer.header("connection").equals("close");
  }

  private static String complaint(boolean own, Answer answer) {
    if (!ANSWERS.contains(answer.status())) {
      return "no status for a form";
    }
    if (!own && answer.status() == 303) {
      return "taken from another site";
    }
    if (!answer.body().isEmpty() && !answer.header("content-type").startsWith("text/html")) {
      return "no page";
    }
    if (answer.body().contains("<b>")) {
      return "what was typed is mark-up";
    }
    return INSIDES.matcher(answer.body()).find() ? "the insides of the service are told" : "";
  }

  private RawRequest request(boolean own) {
    RawRequest request =
        RawRequest.of(
                dice.oneIn(20) ? "PUT" : "POST",
                dice.pick(
                    "/items",
                    "/items",
                    "/items/" + Noise.id(dice),
                    "/items/" + Noise.id(dice) + "/delete",
                    "/"))
            .with(
                "Content-Type: application/x-www-form-urlencoded"
                    + dice.pick(
                        "",
                        "",
                        "",
                        ";charset=UTF-8",
                        ";charset=utf-16",
                        ";charset=nope",
                        ";boundary=x"));
    String origin =
        own
            ? dice.pick("Origin: http://localhost", "Sec-Fetch-Site: same-origin")
            : dice.pick(
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: http://localhost.evil.example",
                "Origin: http://localhost:1",
                "Origin: https://localhost",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site\r\nOrigin: http://localhost",
                "Referer: http://localhost/");
    return request.with(origin).withBody(body());
  }

  private byte[] body() {
    StringBuilder body =
        new StringBuilder(
            dice.oneIn(2) ? "" : "name=Tea&price.amount=1.00&price.currency=EUR&quantity=1&");
    int fields = dice.oneIn(30) ? dice.pick(33, 1001, 5000) : dice.below(8);
    for (int i = 0; i < fields; i++) {
      body.append(dice.oneIn(10) ? dice.pick("&&", "=", "%zz=", ";") : encoded(dice.pick(NAMES)))
          .append('=')
          .append(fields > 8 ? "1" : value())
          .append('&');
    }
    return body.toString().getBytes(ISO_8859_1);
  }

  private String value() {
    return switch (dice.below(8)) {
      case 0 -> dice.pick("%", "%zz", "%u0041", "%ff%fe", "%00", "%ED%A0%80", "+", "%0d%0a");
      case 1 -> "\u00e9\u0080"; // not encoded
      case 2 -> "v".repeat(dice.pick(201, 2001, 33_000, 70_000));
      case 3 -> dice.pick("9".repeat(18), "9".repeat(30), "-1", "1e5", "0x1", "%D9%A3");
      default -> encoded("<b>" + Texts.text(dice, dice.pick(1, 50, 250), _ -> true));
    };
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
