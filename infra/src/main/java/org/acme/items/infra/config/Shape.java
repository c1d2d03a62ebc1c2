package org.acme.items.infra.config;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a value of a configuration file may be, read off a record and its constraints. */
sealed interface Shape {
  /**
   * A text.
   *
   * @param pattern that the whole text matches
   * @param hint what the pattern means, for people
   */
  record Text(String pattern, String hint) implements Shape {}

  record Whole(long least, long most) implements Shape {}

  record Decimal(double least, double most) implements Shape {}

  record Flag() implements Shape {}

  record Choice(Class<? extends Enum<?>> type) implements Shape {
    List<String> words() {
      return Arrays.stream(type.getEnumConstants()).map(Words::of).toList();
    }
  }

  record Listing(Shape element) implements Shape {}

  record Mapping(Text key, Shape value) implements Shape {}

  record Group(Class<? extends Record> type, List<Field> fields) implements Shape {
    /** Whether an absent group can be made of the defaults of its keys. */
    boolean isOptional() {
      return fields.stream().allMatch(Field::isOptional);
    }
  }

  /**
   * A key.
   *
   * @param byDefault as it would be written in the file
   */
  record Field(
      String name,
      Shape shape,
      String meaning,
      Optional<String> byDefault,
      String otherwise,
      boolean nullable) {
    boolean isOptional() {
      return nullable
          || byDefault.isPresent()
          || shape instanceof Listing
          || shape instanceof Mapping
          || (shape instanceof Group group && group.isOptional());
    }
  }

  static Group of(Class<? extends Record> type) {
    return new Group(type, Arrays.stream(type.getRecordComponents()).map(Shape::field).toList());
  }

  private static Field field(RecordComponent component) {
    Key key = component.getAnnotation(Key.class);
    if (key == null) {
      throw new IllegalStateException(component + " needs @Key");
    }
    AnnotatedType type = component.getAnnotatedType();
    return new Field(
        component.getName(),
        shape(type),
        key.value(),
        key.byDefault().isEmpty() ? Optional.empty() : Optional.of(key.byDefault()),
        key.otherwise(),
        type.isAnnotationPresent(Nullable.class));
  }

  private static Shape shape(AnnotatedType annotated) {
    Type type = annotated.getType();
    if (type == String.class) {
      return text(annotated);
    }
    if (type == int.class || type == Integer.class) {
      Min least = annotated.getAnnotation(Min.class);
      Max most = annotated.getAnnotation(Max.class);
      return new Whole(
          least == null ? 0 : least.value(), most == null ? Integer.MAX_VALUE : most.value());
    }
    if (type == double.class || type == Double.class) {
      DecimalMin least = annotated.getAnnotation(DecimalMin.class);
      DecimalMax most = annotated.getAnnotation(DecimalMax.class);
      return new Decimal(
          least == null ? 0 : Double.parseDouble(least.value()),
          most == null ? Double.MAX_VALUE : Double.parseDouble(most.value()));
    }
    if (type == boolean.class || type == Boolean.class) {
      return new Flag();
    }
    if (annotated instanceof AnnotatedParameterizedType parameterized) {
      AnnotatedType[] arguments = parameterized.getAnnotatedActualTypeArguments();
      if (((ParameterizedType) type).getRawType() == List.class) {
        return new Listing(shape(arguments[0]));
      }
      if (((ParameterizedType) type).getRawType() == Map.class) {
        return new Mapping(text(arguments[0]), shape(arguments[1]));
      }
    }
    if (type instanceof Class<?> named && named.isRecord()) {
      return of(named.asSubclass(Record.class));
    }
    if (type instanceof Class<?> named && named.isEnum()) {
      @SuppressWarnings("unchecked") // isEnum says so
      Class<? extends Enum<?>> constants = (Class<? extends Enum<?>>) named;
      return new Choice(constants);
    }
    throw new IllegalStateException("There is no shape for " + type);
  }

  private static Text text(AnnotatedType annotated) {
    Pattern pattern = annotated.getAnnotation(Pattern.class);
    return pattern == null
        ? new Text(".+", "a text")
        : new Text(pattern.regexp(), pattern.message());
  }
}
