package org.acme.items.system.hostile;

import java.util.LinkedHashMap;
import java.util.Map;

/** Requests that two servers may read in two ways, each followed by one that must stay unseen. */
final class Shapes {
  private static final String POST =
      "POST /items HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
  private static final String GET = "GET /items HTTP/1.1\r\nHost: localhost\r\n";
  private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";
  private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private Shapes() {}

  /** By what they are. */
  static Map<String, String> all() {
    Map<String, String> shapes = new LinkedHashMap<>();
    lengths(shapes);
    encodings(shapes);
    chunks(shapes);
    heads(shapes);
    shapes.replaceAll((_, shape) -> shape + SMUGGLED);
    return shapes;
  }

  private static void lengths(Map<String, String> shapes) {
    String both = "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    shapes.put("length and encoding", POST + both);
    shapes.put("two lengths", POST + "Content-Length: 0\r\nContent-Length: 44\r\n\r\n");
    for (String length : new String[] {"0, 44", "+0", "-1", "0x0", "99999999999999999999", "4 4"}) {
      shapes.put("length " + length, POST + "Content-Length: " + length + "\r\n\r\n");
    }
  }

  private static void encodings(Map<String, String> shapes) {
    for (String line :
        new String[] {
          "Transfer-Encoding: xchunked",
          "Transfer-Encoding : chunked",
          "Transfer-Encoding: chunked, identity",
          "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
          "Transfer-Encoding: identity\r\nContent-Length: 5",
          "Transfer-Encoding: \u000bchunked\r\nContent-Length: 5",
        }) {
      shapes.put(line.replace("\r\n", " and "), POST + line + "\r\n\r\n0\r\n\r\n");
    }
    shapes.put("encoding in 1.0", CHUNKED.replace("HTTP/1.1", "HTTP/1.0") + "0\r\n\r\n");
  }

  private static void chunks(Map<String, String> shapes) {
    for (String size :
        new String[] {"-1", "fffffffffffffffff", "ffffffff", "0x0", "g", "1 1", ""}) {
      shapes.put("chunk of " + size, CHUNKED + size + "\r\n");
    }
    shapes.put("chunk that ends late", CHUNKED + "2\r\n{}XX0\r\n\r\n");
    shapes.put("chunk with bare line feeds", CHUNKED + "2\n{}\n0\n\n");
    shapes.put("chunk extension with a line feed", CHUNKED + "2;\nxx\r\n2b\r\n0\r\n\r\n");
    shapes.put("chunk extension of 100 kB", CHUNKED + "2;a=" + "b".repeat(100_000) + "\r\n{}");
    shapes.put("trailer of 100 kB", CHUNKED + "0\r\nX: " + "y".repeat(100_000) + "\r\n\r\n");
  }

  private static void heads(Map<String, String> shapes) {
    shapes.put("no Host", "GET /items HTTP/1.1\r\n\r\n");
    shapes.put("two Hosts", GET + "Host: other\r\n\r\n");
    shapes.put("broken Host", GET.replace("localhost", "a b/c@d") + "\r\n");
    shapes.put(
        "Host with a port that is none", GET.replace("localhost", "localhost:99999") + "\r\n");
    for (String version :
        new String[] {"HTTP/1.2", "HTTP/3.0", "HTTP/1.10", "HTPP/1.1", "HTTP/2.0", ""}) {
      shapes.put("version " + version, GET.replace("HTTP/1.1", version) + "\r\n");
    }
    shapes.put("bare line feeds", "GET /items HTTP/1.1\nHost: localhost\n\n");
    shapes.put("bare carriage return", GET + "X: a\rY: b\r\n\r\n");
    shapes.put("NUL in a header", GET + "X: a\u0000b\r\n\r\n");
    shapes.put("space in a name", GET + "X Y: z\r\n\r\n");
    shapes.put("no colon", GET + "XY\r\n\r\n");
    shapes.put(
        "header that begins with a space", "GET /items HTTP/1.1\r\n X: y\r\nHost: a\r\n\r\n");
    shapes.put("control character in the method", "G\u0001" + GET.substring(2) + "\r\n");
    shapes.put("line of 100 kB", GET.replace("/items", "/" + "a".repeat(100_000)) + "\r\n");
    shapes.put("header of 100 kB", GET + "X: " + "a".repeat(100_000) + "\r\n\r\n");
    shapes.put("20,000 headers", GET + "X: y\r\n".repeat(20_000) + "\r\n");
    shapes.put("TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n");
    shapes.put("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
  }
}
