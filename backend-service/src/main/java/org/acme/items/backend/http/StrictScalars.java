package org.acme.items.backend.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Scalars that are taken only from their own JSON type. */
final class StrictScalars {
  private StrictScalars() {}

  static final class StringOnly extends StdScalarDeserializer<String> {
    StringOnly() {
      super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      return json.hasToken(JsonToken.VALUE_STRING)
          ? json.getText()
          : (String) context.handleUnexpectedToken(String.class, json);
    }
  }

  static final class IntegerOnly extends StdScalarDeserializer<Integer> {
    IntegerOnly() {
      super(Integer.class);
    }

    @Override
    public @Nullable Integer deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      return json.hasToken(JsonToken.VALUE_NUMBER_INT)
              && json.getNumberType() == JsonParser.NumberType.INT
          ? (Integer) json.getIntValue()
          : (Integer) context.handleUnexpectedToken(Integer.class, json);
    }
  }
}
