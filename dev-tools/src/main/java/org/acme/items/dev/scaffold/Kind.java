package org.acme.items.dev.scaffold;

import java.util.Locale;

/** What a service may be; each has a folder of templates with its name. */
enum Kind {
  WEB("pages, rendered on the server", "quarkus-rest-qute", "/__name__"),
  API("an API in JSON", "quarkus-rest-jackson", "/greetings/Ada"),
  WORKER("a worker, turn by turn", "quarkus-vertx-http", "/q/health");

  private final String what;
  private final String extension;
  private final String sample;

  Kind(String what, String extension, String sample) {
    this.what = what;
    this.extension = extension;
    this.sample = sample;
  }

  /** In a sentence. */
  String what() {
    return what;
  }

  /** Of Quarkus, that it is made with. */
  String extension() {
    return extension;
  }

  /** Path of something that answers. */
  String sample(ServiceName name) {
    return sample.replace("__name__", name.value());
  }

  /** As it is typed; the name of its folder, too. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
