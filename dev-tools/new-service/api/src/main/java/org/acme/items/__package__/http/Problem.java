package org.acme.items.__package__.http;

/**
 * Problem details, RFC 9457.
 *
 * @param type {@code about:blank}: the status says it all
 * @param title of the status
 */
public record Problem(String type, String title, int status, String detail) {
  static final String MEDIA_TYPE = "application/problem+json";
}
