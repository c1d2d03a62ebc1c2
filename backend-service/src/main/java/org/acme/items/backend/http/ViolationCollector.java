package org.acme.items.backend.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes what is wrong and lets Jackson go on, so that one answer can tell everything. */
final class ViolationCollector extends DeserializationProblemHandler {
  /** Attribute under which a reader keeps its {@code List<Violation>}. */
  static final String VIOLATIONS = "violations";

  @Override
  public @Nullable Object handleUnexpectedToken(
      DeserializationContext context,
      JavaType target,
      JsonToken token,
      JsonParser json,
      String failure)
      throws IOException {
    add(context, json, "must be " + described(target));
    json.skipChildren();
    return null;
  }

  /** A string or a number where an object belongs. */
  @Override
  public @Nullable Object handleMissingInstantiator(
      DeserializationContext context,
      Class<?> target,
      ValueInstantiator instantiator,
      JsonParser json,
      String message) {
    add(context, json, "must be an object");
    return null;
  }

  private static String described(JavaType target) {
    if (target.hasRawClass(String.class)) {
      return "a string";
    }
    if (target.hasRawClass(Integer.class)) {
      return "a whole number of at most 32 bits";
    }
    return target.isCollectionLikeType() ? "an array" : "an object";
  }

  @SuppressWarnings("unchecked")
  private static void add(DeserializationContext context, JsonParser json, String message) {
    var violations = (List<Violation>) context.getAttribute(VIOLATIONS);
    violations.add(new Violation(path(json), message));
  }

  /** {@code price.amount}, {@code tags[2]}. */
  private static String path(JsonParser json) {
    JsonStreamContext at = json.getParsingContext();
    // At the start of an object or array its own context has been entered already.
    if (json.currentToken().isStructStart()) {
      at = at.getParent();
    }
    StringBuilder path = new StringBuilder();
    for (; at != null && !at.inRoot(); at = at.getParent()) {
      path.insert(0, at.inArray() ? "[" + at.getCurrentIndex() + "]" : "." + at.getCurrentName());
    }
    return path.isEmpty() || path.charAt(0) != '.' ? path.toString() : path.substring(1);
  }
}
