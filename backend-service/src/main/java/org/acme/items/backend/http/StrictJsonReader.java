package org.acme.items.backend.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads request bodies: small, strict, and with everything that is wrong told at once. Unknown and
 * repeated members, values of another type and values that break a constraint are all refused; no
 * type is ever converted into another.
 */
@Provider
@Singleton
@Consumes(MediaType.APPLICATION_JSON)
public final class StrictJsonReader implements MessageBodyReader<Object> {
  /** Twice the largest valid body, in which every character is written as a Unicode escape. */
  static final int MAX_BYTES = 40 * 1024;

  private static final int MAX_DEPTH = 20;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(100)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // Told by unknownMembers: Jackson loses their path when the type is a record.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addModule(
              new SimpleModule()
                  .addDeserializer(String.class, new StrictScalars.StringOnly())
                  .addDeserializer(Integer.class, new StrictScalars.IntegerOnly()))
          .addHandler(new ViolationCollector())
          .build();

  /** Of records, by their names; the JVM makes its list anew each time it is asked for. */
  private static final ClassValue<Map<String, Class<?>>> MEMBERS =
      new ClassValue<>() {
        @Override
        protected Map<String, Class<?>> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents())
              .collect(Collectors.toMap(RecordComponent::getName, RecordComponent::getType));
        }
      };

  private final Validator validator;

  StrictJsonReader(Validator validator) {
    this.validator = validator;
  }

  static ProblemException tooLarge() {
    return new ProblemException(
        ProblemType.CONTENT_TOO_LARGE, "A body may have at most %d bytes".formatted(MAX_BYTES));
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return true;
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    byte[] bytes = receive(body);
    if (bytes.length > MAX_BYTES) {
      throw tooLarge();
    }
    return read(type, bytes);
  }

  /** A body that breaks off, or whose chunks are none, is the client's fault. */
  private static byte[] receive(InputStream body) {
    try {
      return body.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw ProblemException.invalid("", "must arrive whole");
    }
  }

  <T> T read(Class<T> type, byte[] bytes) throws IOException {
    JsonNode body = parse(bytes);
    List<Violation> violations = new ArrayList<>();
    T value = convert(body, type, violations);
    List<Violation> wrongTypes = List.copyOf(violations);
    unknownMembers(body, type, "", violations);
    validator.validate(value).stream()
        .map(StrictJsonReader::violation)
        // A value of the wrong type is absent here; that it is missing would be one complaint too
        // many, as would be one about the array that it is in.
        .filter(broken -> wrongTypes.stream().noneMatch(wrong -> isAtOrIn(wrong, broken)))
        .sorted(Comparator.comparing(Violation::path).thenComparing(Violation::message))
        .forEach(violations::add);
    if (!violations.isEmpty()) {
      throw ProblemException.invalid(violations);
    }
    return value;
  }

  private static boolean isAtOrIn(Violation inner, Violation outer) {
    String path = inner.path();
    return path.equals(outer.path())
        || path.startsWith(outer.path() + ".")
        || path.startsWith(outer.path() + "[");
  }

  private static JsonNode parse(byte[] bytes) throws IOException {
    try {
      return JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw ProblemException.invalid("", malformed(e));
    }
  }

  private static <T> T convert(JsonNode body, Class<T> type, List<Violation> violations)
      throws IOException {
    if (!body.isObject()) {
      throw ProblemException.invalid("", "must be an object");
    }
    return JSON.readerFor(type)
        .withAttribute(ViolationCollector.VIOLATIONS, violations)
        .readValue(body);
  }

  private static void unknownMembers(
      JsonNode node, Class<?> type, String path, List<Violation> violations) {
    if (!type.isRecord()) {
      return;
    }
    Map<String, Class<?>> known = MEMBERS.get(type);
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      Class<?> memberType = known.get(member.getKey());
      if (memberType == null) {
        violations.add(new Violation(path + member.getKey(), "is not a known member"));
      } else {
        unknownMembers(member.getValue(), memberType, path + member.getKey() + ".", violations);
      }
    }
  }

  /** Jackson's own message may quote the body and name classes. */
  private static String malformed(JsonProcessingException e) {
    var location = e.getLocation();
    return "must be one JSON object of at most %d levels in which no member comes twice; see line %d, column %d"
        .formatted(
            MAX_DEPTH,
            location == null ? 1 : location.getLineNr(),
            location == null ? 1 : location.getColumnNr());
  }

  /** A list element's path ends in a made-up name: {@code tags[0].<list element>}. */
  private static Violation violation(ConstraintViolation<?> broken) {
    String path = broken.getPropertyPath().toString().replace(".<list element>", "");
    return new Violation(path, broken.getMessage());
  }
}
