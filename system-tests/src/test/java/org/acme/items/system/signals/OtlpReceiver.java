package org.acme.items.system.signals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** A collector that takes traces as OTLP over HTTP, and keeps them. */
final class OtlpReceiver implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final CopyOnWriteArrayList<ReceivedSpan> spans = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpServer server;
  private volatile boolean hanging;

  OtlpReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/traces", this::receive);
    server.setExecutor(threads);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on it takes what comes, and does not answer. */
  void hang() {
    hanging = true;
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body;
      try (InputStream in = exchange.getRequestBody()) {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        body = (zipped ? new GZIPInputStream(in) : in).readAllBytes();
      }
      ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().forEach(this::keep);
      if (hanging) {
        awaitClose();
      }
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private void awaitClose() throws IOException {
    try {
      if (!closed.await(5, TimeUnit.MINUTES)) {
        throw new IOException("never closed");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Each once: an exporter sends a batch again whose answer was lost. */
  private void keep(ResourceSpans of) {
    String service = texts(of.getResource().getAttributesList()).get("service.name");
    of.getScopeSpansList()
        .forEach(scope ->
            scope
                .getSpansList()
                .forEach(
                    span -> spans.addIfAbsent(ReceivedSpan.of(String.valueOf(service), span))));
  }

  private static Map<String, String> texts(List<KeyValue> attributes) {
    return attributes.stream()
        .collect(
            Collectors.toMap(
                KeyValue::getKey,
                a ->
                    a.getValue().hasStringValue()
                        ? a.getValue().getStringValue()
                        : a.getValue().toString().strip()));
  }

  /** In the order in which they came. */
  List<ReceivedSpan> spans() {
    return List.copyOf(spans);
  }

  /** Waits until spans are there that are as wanted. */
  List<ReceivedSpan> await(String what, Predicate<List<ReceivedSpan>> wanted) {
    Waiting.until(what + " came", PATIENCE, () -> wanted.test(spans()));
    return spans();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  /**
   * What matters of a span.
   *
   * @param kind SERVER, CLIENT, INTERNAL
   * @param parent empty for the first of a trace
   */
  record ReceivedSpan(
      String service,
      String kind,
      String name,
      String traceId,
      String id,
      String parent,
      Map<String, String> attributes) {
    ReceivedSpan {
      attributes = Map.copyOf(attributes);
    }

    static ReceivedSpan of(String service, Span span) {
      return new ReceivedSpan(
          service,
          span.getKind().name().replace("SPAN_KIND_", ""),
          span.getName(),
          HexFormat.of().formatHex(span.getTraceId().toByteArray()),
          HexFormat.of().formatHex(span.getSpanId().toByteArray()),
          HexFormat.of().formatHex(span.getParentSpanId().toByteArray()),
          texts(span.getAttributesList()));
    }
  }
}
