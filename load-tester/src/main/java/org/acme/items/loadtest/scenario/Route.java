package org.acme.items.loadtest.scenario;

import java.net.URI;

/**
 * A way to reach the target.
 *
 * @param name for people, {@code alb}
 * @param url scheme, host and port; a path is only used by requests of the kind {@code page}
 */
public record Route(String name, URI url) {
  public String host() {
    return url.getHost();
  }

  public int port() {
    if (url.getPort() > 0) {
      return url.getPort();
    }
    return isEncrypted() ? 443 : 80;
  }

  public boolean isEncrypted() {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  /** From the root, with query. */
  public String path() {
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }
}
