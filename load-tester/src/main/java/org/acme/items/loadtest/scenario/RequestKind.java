package org.acme.items.loadtest.scenario;

import java.util.Locale;

/** What a request does. */
public enum RequestKind {
  /** The first page of items. */
  LIST,
  /** One item that was seen before. */
  GET,
  /** A new item, with an Idempotency-Key. */
  CREATE,
  /** New content for an item that this run made, with If-Match. */
  REPLACE,
  /** Of an item that this run made. */
  DELETE,
  /** Whatever the route's URL names. */
  PAGE;

  /** As scenarios spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
