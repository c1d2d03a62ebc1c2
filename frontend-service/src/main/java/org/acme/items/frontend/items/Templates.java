package org.acme.items.frontend.items;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The files in {@code templates/items}; the build checks them against the types of the views. */
@CheckedTemplate(basePath = "items")
final class Templates {
  private Templates() {}

  static native TemplateInstance home(HomeView view);

  static native TemplateInstance form(FormView view);
}
