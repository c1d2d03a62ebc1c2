package org.acme.items.__package__.greetings;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The files in {@code templates/greetings}; the build checks them against the views. */
@CheckedTemplate(basePath = "greetings")
final class Templates {
  private Templates() {}

  static native TemplateInstance greeting(GreetingView view);
}
