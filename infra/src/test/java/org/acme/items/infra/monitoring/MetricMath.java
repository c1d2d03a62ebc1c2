package org.acme.items.infra.monitoring;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.commons.jexl3.JexlArithmetic;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlEngine;
import org.apache.commons.jexl3.JexlExpression;
import org.apache.commons.jexl3.MapContext;
import org.apache.commons.jexl3.introspection.JexlPermissions;
import org.jspecify.annotations.Nullable;

/**
 * Metric math of CloudWatch, as far as our alarms use it: arithmetic, comparisons, {@code IF},
 * {@code FILL}, {@code SUM} and {@code MAX}, for one point in time. An operation on a value that is
 * not there has none; a division by zero has none either.
 */
final class MetricMath {
  private static final JexlEngine ENGINE =
      new JexlBuilder()
          .arithmetic(new Points())
          .namespaces(Collections.singletonMap(null, Functions.class))
          .permissions(JexlPermissions.UNRESTRICTED) // of our own templates
          .strict(false)
          .silent(false)
          .create();

  private final JexlExpression expression;

  MetricMath(String expression) {
    this.expression = ENGINE.createExpression(expression);
  }

  /** The value of the expression; null if it has none. */
  @Nullable Double of(Map<String, @Nullable Double> points) {
    Object result = expression.evaluate(new MapContext(new HashMap<>(points)));
    return result instanceof Number number ? Double.valueOf(number.doubleValue()) : null;
  }

  /** Called by expressions. */
  @SuppressWarnings({"unused", "MethodName", "checkstyle:MethodName"})
  public static final class Functions {
    private Functions() {}

    public static Object FILL(@Nullable Object point, Object otherwise) {
      return point == null ? otherwise : point;
    }

    public static @Nullable Object IF(
        @Nullable Object condition, @Nullable Object then, @Nullable Object otherwise) {
      if (condition == null) {
        return null;
      }
      return Boolean.TRUE.equals(condition) ? then : otherwise;
    }

    public static @Nullable Object SUM(Object points) {
      return there(points).length == 0 ? null : Arrays.stream(there(points)).sum();
    }

    public static @Nullable Object MAX(Object points) {
      return there(points).length == 0 ? null : Arrays.stream(there(points)).max().getAsDouble();
    }

    private static double[] there(Object points) {
      return IntStream.range(0, Array.getLength(points))
          .mapToObj(i -> Array.get(points, i))
          .filter(Objects::nonNull)
          .mapToDouble(point -> ((Number) point).doubleValue())
          .toArray();
    }
  }

  /** Arithmetic in which what is not there spreads. */
  private static final class Points extends JexlArithmetic {
    Points() {
      super(false);
    }

    @Override
    public @Nullable Object divide(@Nullable Object left, @Nullable Object right) {
      return left == null || right == null || toDouble(right) == 0
          ? null
          : toDouble(left) / toDouble(right);
    }

    @Override
    public @Nullable Object multiply(@Nullable Object left, @Nullable Object right) {
      return left == null || right == null ? null : toDouble(left) * toDouble(right);
    }

    @Override
    public @Nullable Object add(@Nullable Object left, @Nullable Object right) {
      return left == null || right == null ? null : toDouble(left) + toDouble(right);
    }
  }
}
