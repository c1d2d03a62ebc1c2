package org.acme.items.frontend.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.acme.items.frontend.Contracts;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the client asks for and reads is what the backend offers: {@code contracts/openapi.yaml} is
 * written by the backend's build, whose tests compare it. The tests of the client itself use the
 * examples.
 */
class ClientContractTest {
  private final JsonNode document = read();

  private static JsonNode read() {
    try {
      return new YAMLMapper().readTree(Contracts.read("openapi.yaml"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<Method> requests() {
    return Arrays.stream(ItemsRestClient.class.getDeclaredMethods())
        .filter(method -> !method.isSynthetic());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void requestIsOneThatTheBackendKnows(Method request) {
    assertThat(operation(request).isObject()).as("%s %s", verb(request), path(request)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void parametersAreThoseThatTheBackendKnows(Method request) {
    List<String> sent = Arrays.stream(request.getParameters()).flatMap(this::name).toList();

    assertThat(names(operation(request).path("parameters"), false)).containsAll(sent);
    assertThat(sent).containsAll(names(operation(request).path("parameters"), true));
  }

  @Test
  void fieldsThatAreReadAreAlwaysAnswered() {
    assertThat(required("Item")).containsAll(components(Item.class, false));
    assertThat(required("Price")).containsAll(components(Price.class, false));
    assertThat(required("ItemPage")).containsAll(components(ItemPage.class, false));
    assertThat(properties("ItemPage")).containsAll(components(ItemPage.class, true));
    assertThat(properties("Problem")).containsAll(components(Problem.class, true));
    assertThat(required("Violation")).containsAll(components(Violation.class, false));
  }

  @Test
  void fieldsThatAreSentAreTaken() {
    assertThat(properties("ItemRequest")).containsAll(components(NewItem.class, true));
    assertThat(components(NewItem.class, true)).containsAll(required("ItemRequest"));
  }

  private JsonNode operation(Method request) {
    return document.path("paths").path(path(request)).path(verb(request));
  }

  private static String path(Method request) {
    String own = Optional.ofNullable(request.getAnnotation(Path.class)).map(Path::value).orElse("");
    return Objects.requireNonNull(ItemsRestClient.class.getAnnotation(Path.class)).value() + own;
  }

  private static String verb(Method request) {
    return Arrays.stream(request.getAnnotations())
        .map(Annotation::annotationType)
        .map(type -> type.getAnnotation(HttpMethod.class))
        .filter(Objects::nonNull)
        .map(verb -> verb.value().toLowerCase(Locale.ROOT))
        .findFirst()
        .orElseThrow();
  }

  private Stream<String> name(Parameter parameter) {
    RestHeader header = parameter.getAnnotation(RestHeader.class);
    if (header != null) {
      return Stream.of(header.value());
    }
    return parameter.isAnnotationPresent(RestQuery.class)
            || parameter.isAnnotationPresent(RestPath.class)
        ? Stream.of(parameter.getName())
        : Stream.empty();
  }

  private static List<String> names(JsonNode parameters, boolean requiredOnly) {
    return elements(parameters)
        .filter(parameter -> !requiredOnly || parameter.path("required").asBoolean())
        .map(parameter -> parameter.path("name").asText())
        .toList();
  }

  private List<String> required(String schema) {
    return elements(document.at("/components/schemas/" + schema + "/required"))
        .map(JsonNode::asText)
        .toList();
  }

  private List<String> properties(String schema) {
    return document
        .at("/components/schemas/" + schema + "/properties")
        .propertyStream()
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static List<String> components(Class<? extends Record> type, boolean nullableToo) {
    return Arrays.stream(type.getRecordComponents())
        .filter(component -> nullableToo || !isNullable(component))
        .map(RecordComponent::getName)
        .toList();
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }
}
