package org.acme.items.dev.scaffold;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import org.acme.items.dev.DevException;

/** Name of a service, {@code price-list}, and what other places make of it. */
record ServiceName(String value) {
  /** As the key {@code name} in docs/configuration.md. */
  private static final Pattern SHAPE = Pattern.compile("(?=.{1,20}$)[a-z][a-z0-9]*(-[a-z0-9]+)*");

  ServiceName {
    if (!SHAPE.matcher(value).matches()) {
      throw DevException.usage(
          "A service is named with 1 to 20 small letters, digits and single hyphens between them, a letter first; got \"%s\""
              .formatted(value));
    }
    if (SourceVersion.isKeyword(value.replace("-", ""))) {
      throw DevException.usage(
          "%s cannot be the name of a Java package, as it is a word of Java; take another name"
              .formatted(value.replace("-", "")));
    }
  }

  String folder() {
    return value + "-service";
  }

  /** Last part of its Java package, {@code pricelist}. */
  String packageName() {
    return value.replace("-", "");
  }

  /** Beginning of names of classes, {@code PriceList}. */
  String className() {
    return Arrays.stream(value.split("-", -1))
        .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
        .collect(Collectors.joining());
  }

  /** Beginning of names of environment variables, {@code PRICE_LIST}. */
  String variable() {
    return value.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
