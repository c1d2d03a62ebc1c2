package org.acme.items.dev.scaffold;

import java.util.Locale;

/** What a service may be; each has a folder of templates with its name. */
enum Kind {
  WEB("pages, rendered on the server", "quarkus-rest-qute"),
  API("an API in JSON", "quarkus-rest-jackson"),
  WORKER("a worker, turn by turn", "quarkus-vertx-http");

  private final String what;
  private final String extension;

  Kind(String what, String extension) {
    this.what = what;
    this.extension = extension;
  }

  /** In a sentence. */
  String what() {
    return what;
  }

  /** Of Quarkus, that it is made with. */
  String extension() {
    return extension;
  }

  String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As it is typed. */
  @Override
  public String toString() {
    return folder();
  }
}
