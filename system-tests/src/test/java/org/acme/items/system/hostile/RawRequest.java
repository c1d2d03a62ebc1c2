package org.acme.items.system.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as its bytes go out: nothing is added, checked or encoded.
 *
 * @param headers lines, without their ends
 * @param body bytes, each as a character
 */
record RawRequest(String method, String target, List<String> headers, String body) {
  RawRequest {
    headers = List.copyOf(headers);
  }

  static RawRequest of(String method, String target) {
    return new RawRequest(method, target, List.of(), "");
  }

  RawRequest with(String header) {
    List<String> more = new ArrayList<>(headers);
    more.add(header);
    return new RawRequest(method, target, more, body);
  }

  /** With this body, and its length. */
  RawRequest withBody(byte[] content) {
    return new RawRequest(method, target, headers, new String(content, ISO_8859_1))
        .with("Content-Length: " + content.length);
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        "%s %s HTTP/1.1\r\nHost: localhost\r\n".formatted(method, target).getBytes(ISO_8859_1));
    headers.forEach(header -> bytes.writeBytes((header + "\r\n").getBytes(ISO_8859_1)));
    bytes.writeBytes("\r\n".getBytes(ISO_8859_1));
    bytes.writeBytes(body.getBytes(ISO_8859_1));
    return bytes.toByteArray();
  }

  /** As {@code printf} takes it, so that a failure can be sent again by hand. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes()) {
      int c = b & 0xff;
      switch (c) {
        case '\r' -> text.append("\\r");
        case '\n' -> text.append("\\n");
        case '\\' -> text.append("\\\\");
        case '%' -> text.append("%%");
        default -> text.append(c < 0x20 || c > 0x7e ? "\\x%02x".formatted(c) : (char) c);
      }
    }
    return text.toString();
  }
}
