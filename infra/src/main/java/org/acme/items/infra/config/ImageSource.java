package org.acme.items.infra.config;

/** Where the image of a service comes from. */
public sealed interface ImageSource {
  /** The parameter of the stack, which the pipeline sets. */
  record Pipeline() implements ImageSource {}

  /** Built from the checkout by {@code cdk deploy}. */
  record Local() implements ImageSource {}

  /**
   * A fixed image.
   *
   * @param reference {@code registry/name:tag} or {@code registry/name@digest}
   */
  record Registry(String reference) implements ImageSource {}
}
