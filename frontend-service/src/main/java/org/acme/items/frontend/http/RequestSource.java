package org.acme.items.frontend.http;

import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from, as its browser tells. A page cannot forge these headers.
 *
 * @param target origin that the request was sent to, {@code https://items.example}
 * @param secFetchSite header {@code Sec-Fetch-Site}; browsers leave it out on plain HTTP, other
 *     than to localhost
 * @param origin header {@code Origin}
 */
record RequestSource(String target, @Nullable String secFetchSite, @Nullable String origin) {

  /** Whether it comes from one of our own pages, or from the person without any page. */
  boolean isOwn() {
    if (secFetchSite != null) {
      return secFetchSite.equals("same-origin") || secFetchSite.equals("none");
    }
    // Neither header: no browser of this decade, so no person at a form.
    return origin != null && origin.equalsIgnoreCase(target);
  }
}
