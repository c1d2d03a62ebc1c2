package org.acme.items.frontend.http;

import java.net.URI;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads an address that is safe as a link: others, such as {@code javascript:}, are refused. */
public final class WebAddress implements Converter<URI> {
  @Override
  public URI convert(String text) {
    if (!text.matches("(?i)https?://[^\\s/].*")) {
      throw refused(text);
    }
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw refused(text);
    }
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "must be an address that begins with https:// or http://, got " + text);
  }
}
