package org.acme.items.dev.lab;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.acme.items.dev.lab.FindTheSlowLayer.Layer;
import org.acme.items.dev.lab.Samples.Sample;

/**
 * Seconds that lists of items took, each with all that it waited for.
 *
 * @param pages how many pages were made
 * @param total of the pages, as the frontend measures them
 * @param calls of the backend, as the frontend measures them
 * @param backend the same, as the backend measures them
 * @param table calls of the table, as the backend measures them
 */
record ListTimes(double pages, double total, double calls, double backend, double table) {
  private static final String SERVED = "http_server_requests_seconds";
  private static final String CALLED = "http_client_requests_seconds";
  private static final String TABLE = "dynamodb_calls_seconds";

  /** What a list asks the table for. */
  private static final List<String> READS = List.of("Query", "BatchGetItem");

  static ListTimes of(Samples frontend, Samples backend) {
    Predicate<Sample> page = sample -> sample.label("uri").equals("/");
    Predicate<Sample> list =
        sample -> sample.label("uri").equals("/items") && sample.label("method").equals("GET");
    return new ListTimes(
        frontend.sum(SERVED + "_count", page),
        frontend.sum(SERVED + "_sum", page),
        frontend.sum(CALLED + "_sum", list),
        backend.sum(SERVED + "_sum", list),
        backend.sum(TABLE + "_sum", sample -> READS.contains(sample.label("operation"))));
  }

  /** What a layer took without what it waited for. */
  double in(Layer layer) {
    return switch (layer) {
      case PAGE -> total - calls;
      case HOP -> calls - backend;
      case BACKEND -> backend - table;
      case TABLE -> table;
    };
  }

  double millisEach(double seconds) {
    return pages == 0 ? 0 : seconds * 1000 / pages;
  }

  Layer slowest() {
    return Stream.of(Layer.values()).max(Comparator.comparingDouble(this::in)).orElseThrow();
  }
}
