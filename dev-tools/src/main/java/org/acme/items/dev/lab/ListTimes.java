package org.acme.items.dev.lab;

import java.util.Comparator;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.acme.items.dev.lab.FindTheSlowLayer.Layer;
import org.acme.items.dev.lab.Samples.Sample;

/**
 * How long the list of items took on average, in milliseconds; each holds what it waited for.
 *
 * @param pages how many pages were made
 * @param page as the frontend answered browsers
 * @param call of the backend, as the frontend saw it
 * @param backend the same, as the backend saw it
 * @param table what the backend waited for the table
 */
record ListTimes(double pages, double page, double call, double backend, double table) {
  private static final String SERVED = "http_server_requests_seconds";
  private static final String CALLED = "http_client_requests_seconds";
  private static final String TABLE = "dynamodb_calls_seconds";

  static ListTimes of(Samples frontend, Samples backend) {
    Predicate<Sample> page = sample -> sample.label("uri").equals("root");
    Predicate<Sample> list =
        sample -> sample.label("uri").equals("/items") && sample.label("method").equals("GET");
    return new ListTimes(
        frontend.sum(SERVED + "_count", page),
        frontend.averageMillis(SERVED, page),
        frontend.averageMillis(CALLED, list),
        backend.averageMillis(SERVED, list),
        // A list queries the parts of its index at the same time, and then fetches the items.
        backend.averageMillis(TABLE, operation("Query"))
            + backend.averageMillis(TABLE, operation("BatchGetItem")));
  }

  private static Predicate<Sample> operation(String name) {
    return sample -> sample.label("operation").equals(name);
  }

  /** What a layer took without what it waited for. */
  double in(Layer layer) {
    return switch (layer) {
      case PAGE -> page - call;
      case HOP -> call - backend;
      case BACKEND -> backend - table;
      case TABLE -> table;
    };
  }

  Layer slowest() {
    return Stream.of(Layer.values()).max(Comparator.comparingDouble(this::in)).orElseThrow();
  }
}
