package org.acme.items.infra.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A key of a configuration file. Limits are Jakarta constraints on its type. Messages, the JSON
 * Schema and {@code docs/configuration.md} are made from both, so this is the only place where a
 * key is described.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {
  /** What it means, with its unit; one sentence without a full stop. */
  String value();

  /**
   * Its default as it would be written in the file; empty: none, so that the key is required unless
   * it is {@code @Nullable}, a list, a map or a group whose keys all have defaults.
   */
  String byDefault() default "";

  /** What is used where a {@code @Nullable} key is absent; for people. */
  String otherwise() default "";
}
