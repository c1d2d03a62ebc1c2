package org.acme.items.system.hostile;

/** What can be strange about a request beside its body. */
final class Noise {
  private static final String[] METHODS = {
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get", "BREW",
  };

  private Noise() {}

  /** Never changes what a write means: it is refused, or done as it says. */
  static String header(Dice dice) {
    return dice.pick(
        "Accept: "
            + dice.pick("text/html", "*/*;q=0", ";;", "application/*", "application/json;q=x", ""),
        "Accept-Charset: utf-7",
        "Accept-Encoding: gzip;q=x, br, *;q=0",
        "Accept-Language: *;q=2,,%",
        "Authorization: Basic \u00ff\u00fe",
        "Content-Language: \u00e9",
        "Cookie: =;;a=\"; " + "c=d; ".repeat(100),
        "Forwarded: for=\";;\"",
        "Origin: null",
        "Range: bytes=0-0,5-1",
        "Referer: ::::",
        "Request-Timeout-Ms: "
            + dice.pick(
                "0", "1", "3", "-1", "x", "600000", "600001", "1.5", "", "99999999999", "5, 5"),
        "TE: trailers, chunked",
        "Upgrade: h2c",
        "User-Agent: \u0080" + "u".repeat(dice.pick(1, 2000)),
        "X-Amzn-Trace-Id: Root=" + dice.hex(40) + ";;=",
        "X-Forwarded-For: ,,[::1",
        "X-Forwarded-Proto: javascript",
        "X-HTTP-Method-Override: DELETE",
        "X-Long: " + "l".repeat(dice.pick(8_000, 20_000)),
        "baggage: a=b;c,,=",
        "traceparent: "
            + dice.pick("00-zz", "00-" + dice.hex(32) + "-" + dice.hex(16) + "-ff", "ff-0-0-0"),
        "tracestate: =,=");
  }

  static String contentType(Dice dice) {
    return "Content-Type: "
        + dice.pick(
            "text/plain",
            "application/xml",
            "application/json;charset=utf-16",
            "application/json; charset=\"",
            "application/json;charset=nope",
            "application/problem+json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=" + "b".repeat(100),
            "application/*",
            "*/*",
            "json",
            ";;",
            "");
  }

  /** A method and a path of which at least one is not in the document, or an id that is none. */
  static RawRequest stranger(Dice dice) {
    String id = id(dice);
    String path =
        dice.pick(
            "/item",
            "/Items",
            "/items//",
            "//items",
            "/items/" + id + "/x",
            "/items/" + id + "/restore/x",
            "/items;a=b",
            "/%69tem",
            "/items%2f" + id,
            "/items/%zz",
            "/items/%",
            "/items/%00",
            "/items/%ff%fe",
            "/items/\u00fc",
            "/items/[<>]",
            "/items/" + "i".repeat(dice.pick(300, 5000)),
            "/admin",
            "/.git/config",
            "/items/%e2%80%ae",
            "/items/" + id,
            "/items/" + id + "/restore",
            "*",
            "/q/none",
            "/items/..%5c..%5c");
    return RawRequest.of(dice.pick(METHODS), path);
  }

  /** Of no item. */
  static String id(Dice dice) {
    return dice.pick(
        "%s-%s-7%s-8%s-%s"
            .formatted(dice.hex(8), dice.hex(4), dice.hex(3), dice.hex(3), dice.hex(12)),
        "%s-%s-4%s-8%s-%s"
            .formatted(dice.hex(8), dice.hex(4), dice.hex(3), dice.hex(3), dice.hex(12)),
        "0",
        "-1",
        "null",
        "ITEM%23" + dice.hex(4),
        "%F0%9F%98%80",
        dice.hex(300));
  }
}
